package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.yaml.Effective;

/** What a reload changes, in words that fit a line: {@code users +1 -1 ~2, limits.idle-timeout 15m -> 5m}. */
public final class Changes {

    private static final String LISTENERS = "listeners";

    /** Where no key stands on one of the two sides. */
    private static final Effective ABSENT = new Effective("", "(none)", "");

    private Changes() {}

    /** The changes of users, of keys and of listeners, in this order; never empty. */
    public static List<String> between(Loaded before, UserDirectory usersBefore, Loaded after,
            UserDirectory usersAfter) {
        var changes = new ArrayList<String>();
        changes.add("users " + count(byName(usersBefore.users(), UserRecord::name),
                byName(usersAfter.users(), UserRecord::name), Changes::isSame));
        keys(before, after).stream().filter(key -> !key.startsWith(LISTENERS))
                .forEach(key -> changes.add(key + " " + change(valueOf(before, key), valueOf(after, key))));
        changes.add(LISTENERS + " " + count(byName(before.settings().listeners(), ListenerSettings::name),
                byName(after.settings().listeners(), ListenerSettings::name), Object::equals));
        return List.copyOf(changes);
    }

    /** The keys of {@code ftpsd.yaml} whose values differ, in the order of the alphabet. */
    public static List<String> keys(Loaded before, Loaded after) {
        var old = values(before);
        var fresh = values(after);
        var all = new TreeSet<>(old.keySet());
        all.addAll(fresh.keySet());
        return all.stream().filter(key -> !old.getOrDefault(key, ABSENT).says(fresh.getOrDefault(key, ABSENT)))
                .toList();
    }

    /** The bootstrap user's hash is made anew at each reading, with another salt: it says nothing. */
    private static boolean isSame(UserRecord before, UserRecord after) {
        var isBootstrap = before.origin().equals(SettingsReader.MACHINE_FILE)
                && after.origin().equals(SettingsReader.MACHINE_FILE);
        return isBootstrap ? before.account().equals(after.account()) : before.says(after);
    }

    private static <T> String count(Map<String, T> before, Map<String, T> after, BiPredicate<T, T> same) {
        var added = after.keySet().stream().filter(name -> !before.containsKey(name)).count();
        var removed = before.keySet().stream().filter(name -> !after.containsKey(name)).count();
        var changed = before.entrySet().stream()
                .filter(old -> after.containsKey(old.getKey()) && !same.test(old.getValue(), after.get(old.getKey())))
                .count();
        return added + removed + changed == 0 ? "unchanged"
                : List.of("+" + added, "-" + removed, "~" + changed).stream().filter(part -> !part.endsWith("0")
                        || part.length() > 2).collect(Collectors.joining(" "));
    }

    private static <T> Map<String, T> byName(List<T> items, Function<T, String> name) {
        var named = new LinkedHashMap<String, T>();
        items.forEach(item -> named.put(name.apply(item), item));
        return named;
    }

    private static Map<String, Effective> values(Loaded loaded) {
        return loaded.effective().stream().collect(Collectors.toMap(Effective::key, one -> one, (one, _) -> one));
    }

    /** A secret looks as before. */
    private static String change(String before, String after) {
        return before.equals(after) ? "changed" : before + " -> " + after;
    }

    private static String valueOf(Loaded loaded, String key) {
        return loaded.effective().stream().filter(one -> one.key().equals(key)).findFirst().orElse(ABSENT).value();
    }
}
