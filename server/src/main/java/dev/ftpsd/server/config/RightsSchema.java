package dev.ftpsd.server.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.NamePattern;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys of {@code rights}. */
final class RightsSchema {

    /** A path as users see it, in the one way of writing it: a rule for {@code /in/} would never cover {@code /in}. */
    static final Type<String> PATH = new Type<>("virtual path", RightsSchema::path);

    /** What other servers and shells call it. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("write", "create"), Map.entry("upload", "create"), Map.entry("store", "create"),
            Map.entry("download", "read"), Map.entry("get", "read"), Map.entry("view", "list"),
            Map.entry("remove", "delete"), Map.entry("move", "rename"), Map.entry("modify", "overwrite"),
            Map.entry("touch", "mtime"), Map.entry("readonly", "ro"), Map.entry("read-only", "ro"),
            Map.entry("readwrite", "rw"), Map.entry("read-write", "rw"), Map.entry("all", "full"));

    static final Type<Set<Right>> RIGHTS = Type.words("right", words(), ELSEWHERE);

    private static final Type<NamePattern> NAMES = Type.of("name pattern", "\"*.tmp\": * is any text, ? any character",
            text -> new NamePattern(Types.printable(text)));

    private RightsSchema() {}

    /** Reads the rules in their order; each knows its line, which {@code explain} shows. */
    static List<RightsTable.Rule> read(Section in) {
        return in.sections("rights", RightsSchema::rule, List.of()).stream().flatMap(Optional::stream).toList();
    }

    private static Optional<RightsTable.Rule> rule(Section in) {
        var path = in.require("path", PATH);
        var rights = EnumSet.noneOf(Right.class);
        in.list("allow", RIGHTS, List.of()).forEach(rights::addAll);
        if (!in.has("allow")) {
            in.error("allow", "missing: name rights or a preset, such as ro; none denies everything");
        }
        var hide = in.list("hide", NAMES, List.of());
        return path.map(place -> new RightsTable.Rule(place, rights, hide, in.origin().fileAndLine()));
    }

    private static Map<String, Set<Right>> words() {
        var words = new LinkedHashMap<String, Set<Right>>();
        Arrays.stream(Right.Preset.values()).forEach(preset -> words.put(preset.word(), preset.rights()));
        Arrays.stream(Right.values()).forEach(right -> words.put(right.word(), Set.of(right)));
        return words;
    }

    private static String path(String text) {
        Types.printable(text);
        if (text.equals("/")) {
            return text;
        }
        Checks.that(text.startsWith("/"), Quoted.of(text) + " must begin with a slash: it is a path as users see it");
        Checks.that(!text.endsWith("/"), Quoted.of(text) + " must not end with a slash");
        Checks.that(Arrays.stream(text.substring(1).split("/", -1))
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals("..")),
                Quoted.of(text) + " must not hold //, . or ..");
        return text;
    }
}
