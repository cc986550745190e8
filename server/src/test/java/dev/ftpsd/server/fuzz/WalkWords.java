package dev.ftpsd.server.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import dev.ftpsd.server.command.CommandSpec;
import dev.ftpsd.server.command.CommandTable;

/** Command lines by chance: verbs of the table, arguments that fit their syntax, and some that do not. */
final class WalkWords {

    /** Those that end the dialogue, or its TLS, are given by the walk itself. */
    private static final Set<String> LEFT_TO_THE_WALK = Set.of("QUIT", "AUTH", "REIN", "CCC", "USER", "PASS");

    private static final List<String> PATHS = List.of("a.txt", "d", "/d/b.txt", "missing", "/", "..", "../..",
            "d/../a.txt",
            "new", "new2", "\u00e4\u00f6", "name with blanks ", "-la", "*.txt", "d/", "\"quoted\"", "x".repeat(300));
    private static final List<String> ODD =
            List.of("", "x", "0", "1", "-1", "9223372036854775808", "1 0", "A", "I", "L 8",
                    "E", "F", "S", "Z", "P", "C", "TLS", "ALL", "1|2", "127,0,0,1,0,25", "|1|127.0.0.1|80|",
                    "20260101000000 a.txt",
                    "20269999000000 a.txt", "UTF8 ON", "MLST size;type;", "HASH SHA-256",
                    "modify=20260101000000; a.txt", "en", "fr",
                    "CHMOD 644 a.txt", "HELP", "UTIME 20260101000000 a.txt", "\u202e", "%n%s", "${jndi:ldap://x}",
                    "y".repeat(3000));

    private final SplittableRandom random;
    private final List<CommandSpec<?>> rows = new ArrayList<>();

    WalkWords(SplittableRandom random, CommandTable table) {
        this.random = random;
        table.rows().stream().filter(row -> !LEFT_TO_THE_WALK.contains(row.verb())).forEach(rows::add);
    }

    /** A row; those that move bytes come more often than the others. */
    CommandSpec<?> row() {
        var row = any(rows);
        return row.usesData() || random.nextInt(3) > 0 ? row : any(rows);
    }

    /** Behind the verb, with its blank; lower case now and then. */
    String line(CommandSpec<?> row) {
        var verb = random.nextInt(8) == 0 ? row.verb().toLowerCase(Locale.ROOT) : row.verb();
        var argument = argument(row);
        return argument.isEmpty() ? verb : verb + " " + argument;
    }

    private String argument(CommandSpec<?> row) {
        var chance = random.nextInt(10);
        if (chance == 0) {
            return any(ODD);
        }
        if (row.syntax().contains("<path>")) {
            return row.syntax().contains("[<path>]") && chance < 5 ? "" : any(PATHS);
        }
        return row.syntax().contains(" ") ? any(ODD) : "";
    }

    <E> E any(List<E> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
