package dev.ftpsd.server.transcript;

import java.util.List;

/** One line of a transcript. Content is octets, each one a character of 0 to 255. */
sealed interface Step {

    /** Where it stands in its file, from 1. */
    int line();

    /** {@code C:} the client sends a command. */
    record Send(int line, String command) implements Step {

        String verb() {
            var space = command.indexOf(' ');
            return space < 0 ? command : command.substring(0, space);
        }
    }

    /** {@code S:} the server sends a line. */
    record Expect(int line, String regex) implements Step {}

    /** {@code S*} the server sends lines, up to the one that the next {@code S:} covers. */
    record ExpectAny(int line, String regex) implements Step {}

    /** {@code closed}: the server ends the control connection. */
    record Closed(int line) implements Step {}

    /** {@code given}, {@code then}: what is in the home. */
    record AtHome(int line, Home.Fact fact) implements Step {}

    /** What happens on the data connection. */
    sealed interface OnData extends Step {}

    /** {@code D: open}, {@code D: unbound}. */
    record Open(int line, boolean resuming) implements OnData {}

    /** {@code D>} and {@code D!}. */
    record Upload(int line, String content, boolean cut) implements OnData {}

    /** {@code D<}. */
    record Download(int line, String content) implements OnData {}

    /** All {@code D~} lines that stand together. */
    record Listing(int line, List<String> regexes) implements OnData {

        public Listing {
            regexes = List.copyOf(regexes);
        }
    }
}
