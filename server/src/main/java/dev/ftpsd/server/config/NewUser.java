package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.server.config.yaml.Quoted;

/**
 * A user to be added.
 *
 * @param groups whose rights the user has; may be empty
 * @param home empty for that of the defaults
 * @param allow a preset or words of rights for the root; empty for those of groups and defaults alone
 */
public record NewUser(String name, PasswordHash password, List<String> groups, Optional<String> home,
        List<String> allow) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]*");

    /** @throws IllegalArgumentException if the users files could not say so, such as a name with a line end */
    public NewUser {
        name = UserNames.TYPE.parser().apply(name);
        groups.forEach(group -> oneLine("group", group));
        home.ifPresent(place -> oneLine("home", place));
        groups = List.copyOf(groups);
        allow = List.copyOf(allow);
    }

    private static void oneLine(String what, String text) {
        Checks.that(text.codePoints().noneMatch(Character::isISOControl),
                "the " + what + " " + Quoted.of(text) + " holds a control character");
    }

    /** The lines of the entry, as an item of a list whose hyphen stands in the first column. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("- name: " + scalar(name));
        lines.add("  password: " + quoted(password.encoded()));
        if (!groups.isEmpty()) {
            lines.add("  groups: " + list(groups));
        }
        home.ifPresent(path -> lines.add("  home: " + quoted(path)));
        if (!allow.isEmpty()) {
            lines.add("  rights:");
            lines.add("    - { path: /, allow: " + (allow.size() == 1 ? scalar(allow.getFirst()) : list(allow)) + " }");
        }
        return lines;
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items.stream().map(NewUser::scalar).toList()) + "]";
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
