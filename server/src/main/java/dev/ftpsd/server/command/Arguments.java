package dev.ftpsd.server.command;

import java.util.Locale;

import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.SyntaxException;

/** The shapes that arguments have. */
public final class Arguments {

    private Arguments() {}

    /** Nothing; what stands there nevertheless is passed over, as clients expect of PASV and its like. */
    public static String ignored(String argument) {
        return argument;
    }

    /** Nothing, and anything there is an error (RFC 2389 §3.2 for FEAT). */
    public static String none(String argument) throws SyntaxException {
        if (!argument.isEmpty()) {
            throw new SyntaxException("No argument is taken");
        }
        return argument;
    }

    /** Text that may be absent. */
    public static String optional(String argument) {
        return argument;
    }

    /** Text that must be there; blanks at its ends belong to it (RFC 3659 §2.2). */
    public static String required(String argument) throws SyntaxException {
        if (argument.isEmpty()) {
            throw new SyntaxException("An argument is missing");
        }
        return argument;
    }

    /** A word in upper case, without blanks around it. */
    public static String word(String argument) throws SyntaxException {
        return required(argument.strip()).toUpperCase(Locale.ROOT);
    }

    /** A path to list, behind options in the manner of {@code ls} that some clients send: {@code -a}, {@code -al}. */
    public static String listPath(String argument) {
        var rest = argument;
        while (rest.startsWith("-")) {
            var end = rest.indexOf(' ');
            var option = end < 0 ? rest : rest.substring(0, end);
            if (!option.matches("-[A-Za-z1]+")) {
                return rest;
            }
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        return rest;
    }

    /** An offset or size in bytes, 0 to 2^63 - 1. */
    public static Long bytes(String argument) throws SyntaxException {
        return Numbers.parse(argument.strip(), Long.MAX_VALUE, "A number of bytes");
    }
}
