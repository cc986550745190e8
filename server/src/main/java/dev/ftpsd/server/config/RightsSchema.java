package dev.ftpsd.server.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.NamePattern;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys of {@code rights}. */
final class RightsSchema {

    /** A path as users see it, in the one way of writing it: a rule for {@code /in/} would never cover {@code /in}. */
    static final Type<String> PATH = new Type<>("virtual path", RightsSchema::path);

    /** The path of a rule. A star would be meant for more than a name, and a rule with one that denies would deny nothing. */
    private static final Type<String> RULE_PATH = new Type<>("path of rights", text -> {
        Checks.that(text.indexOf('*') < 0,
                Quoted.of(text) + " must not hold *, which stands for nothing else here: name"
                        + " the folder, whose rule holds for all below it");
        return path(text);
    });

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
        var earlier = new HashMap<String, Origin>();
        return in.sections("rights", rule -> rule(rule, earlier), List.of()).stream().flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RightsTable.Rule> rule(Section in, Map<String, Origin> earlier) {
        var path = in.require("path", RULE_PATH);
        path.ifPresent(place -> adviseOnPath(in, place, earlier));
        var rights = allowed(in, Set.of());
        if (!in.has("allow")) {
            in.error("allow", "missing: name rights or a preset, such as ro; none denies everything");
        }
        var hide = in.list("hide", NAMES, List.of());
        return path.map(place -> new RightsTable.Rule(place, rights, hide, in.origin().fileAndLine()));
    }

    /** A question mark may be meant for any character, but stands in names of files that there are. */
    private static void adviseOnPath(Section in, String path, Map<String, Origin> earlier) {
        if (path.indexOf('?') >= 0) {
            in.warning("path", "? stands for nothing else here: the rule is for a name with a question mark");
        }
        var first = earlier.putIfAbsent(path, in.origin());
        if (first != null) {
            in.warning("path",
                    "the rule at line " + first.line() + " is for the same path, and counts for nothing: put the"
                            + " two together");
        }
    }

    /** What {@code allow} adds up to; {@code none} beside others would be overlooked. */
    static Set<Right> allowed(Section in, Set<Right> fallback) {
        var words = in.list("allow", RIGHTS, List.of(fallback));
        if (words.size() > 1 && words.stream().anyMatch(Set::isEmpty)) {
            in.error("allow", "none stands alone: leave it out, or everything else");
        }
        var rights = EnumSet.noneOf(Right.class);
        words.forEach(rights::addAll);
        return rights;
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
