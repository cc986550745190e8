package dev.ftpsd.server.protocol;

import java.util.Set;

/**
 * One line from a client: a verb, one space, and the rest (RFC 959 §5.3).
 *
 * @param verb in upper case, by ASCII rules whatever the machine's locale is
 * @param argument everything behind the first space, untouched: leading and trailing blanks belong to a path; empty where
 *        there is none
 */
public record CommandLine(String verb, String argument) {

    /** Verbs whose argument is nobody's business. */
    private static final Set<String> SECRET = Set.of("PASS", "ACCT", "ADAT");

    /** Splits a line that has no CR LF any more. */
    public static CommandLine parse(String line) {
        var space = line.indexOf(' ');
        var verb = space < 0 ? line : line.substring(0, space);
        return new CommandLine(upperCase(verb), space < 0 ? "" : line.substring(space + 1));
    }

    /** Of ASCII alone: by other rules "ſtat" would be STAT, and "PAß" PASS. */
    private static String upperCase(String verb) {
        var letters = verb.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] >= 'a' && letters[i] <= 'z') {
                letters[i] = (char) (letters[i] - 'a' + 'A');
            }
        }
        return new String(letters);
    }

    public boolean hasArgument() {
        return !argument.isEmpty();
    }

    /**
     * The line as a log may show it: secrets masked, control characters escaped. A verb that begins as one of the secret ones is one with
     * a wrong blank, or none, behind it.
     */
    @Override
    public String toString() {
        for (var secret : SECRET) {
            if (verb.startsWith(secret)) {
                return secret + " ****";
            }
        }
        return Printable.escape(hasArgument() ? verb + " " + argument : verb);
    }
}
