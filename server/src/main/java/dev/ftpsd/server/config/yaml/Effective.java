package dev.ftpsd.server.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key with the value that holds.
 *
 * @param key with its parents and, in a list of maps, its number: {@code listeners[0].port}
 * @param value in one spelling, whatever the file's; a secret is masked
 * @param origin {@code ftpsd.yaml:14}, {@code default}, {@code env NAME}
 * @param trace of a secret, differs where the secret differs, in this process alone; empty where the value is shown
 */
public record Effective(String key, String value, String origin, String trace) {

    static final String DEFAULT = "default";

    private static final Pattern ITEM = Pattern.compile("(.*)\\[\\d+]");

    /** One whose value is shown. */
    public Effective(String key, String value, String origin) {
        this(key, value, origin, "");
    }

    /** Whether it says what {@code other} says, shown or not, wherever that stands. */
    public boolean says(Effective other) {
        return value.equals(other.value) && trace.equals(other.trace);
    }

    /** Whether nobody has set it. */
    public boolean isDefault() {
        return origin.equals(DEFAULT);
    }

    /** The same with the values of each list in one row, at the place of its first item. */
    static List<Effective> joined(List<Effective> single) {
        var values = new LinkedHashMap<String, List<Effective>>();
        single.forEach(one -> values.computeIfAbsent(listOf(one.key), _ -> new ArrayList<>()).add(one));
        return values.entrySet().stream().map(entry -> join(entry.getKey(), entry.getValue())).toList();
    }

    private static Effective join(String key, List<Effective> items) {
        var first = items.getFirst();
        return first.key.equals(key) ? first
                : new Effective(key, Shown.list(items.stream().map(Effective::value).toList()), first.origin,
                        items.stream().map(Effective::trace).collect(Collectors.joining()));
    }

    private static String listOf(String key) {
        var item = ITEM.matcher(key);
        return item.matches() ? item.group(1) : key;
    }
}
