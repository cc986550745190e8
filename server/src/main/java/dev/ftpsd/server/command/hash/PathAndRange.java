package dev.ftpsd.server.command.hash;

import java.util.regex.Pattern;

import dev.ftpsd.server.command.hash.FileHasher.Range;
import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.SyntaxException;

/**
 * The argument of XCRC and its like: a path, in double quotes or bare, and perhaps the offsets of the first byte and of the byte
 * behind the last. A bare path may itself end with numbers, {@code report 2025 2026}: then the file of the whole name goes
 * first, if there is one.
 *
 * @param whole the argument as a path alone; empty if it was quoted
 * @param path the path without the numbers
 * @param mistake why the numbers are no range; empty if they are one. It counts only where no file has the whole name
 */
public record PathAndRange(String whole, String path, Range range, String mistake) {

    /** Possessive: otherwise each character of a long path takes a part of the stack. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]++|\"\")++)\"( .*)?");
    private static final Pattern BARE = Pattern.compile("(.*?[^ ])((?: \\d+){1,2})");

    /** Reads it. */
    public static PathAndRange parse(String argument) throws SyntaxException {
        if (argument.startsWith("\"")) {
            var quoted = QUOTED.matcher(argument);
            if (!quoted.matches()) {
                throw new SyntaxException("A quote is not closed");
            }
            var numbers = quoted.group(2) == null ? "" : quoted.group(2);
            return new PathAndRange("", quoted.group(1).replace("\"\"", "\""), range(numbers.strip()), "");
        }
        if (argument.isEmpty()) {
            throw new SyntaxException("A path is needed");
        }

        var bare = BARE.matcher(argument);
        return bare.matches()
                ? bare(argument, bare.group(1), bare.group(2).strip())
                : new PathAndRange(argument, argument, Range.WHOLE, "");
    }

    private static PathAndRange bare(String whole, String path, String numbers) {
        try {
            return new PathAndRange(whole, path, range(numbers), "");
        } catch (SyntaxException e) {
            return new PathAndRange(whole, path, Range.WHOLE, String.valueOf(e.getMessage()));
        }
    }

    private static Range range(String numbers) throws SyntaxException {
        if (numbers.isEmpty()) {
            return Range.WHOLE;
        }
        var words = numbers.split(" +", -1);
        if (words.length > 2) {
            throw new SyntaxException("A range is a start and an end");
        }
        var start = Numbers.parse(words[0], Long.MAX_VALUE, "A start");
        var end = words.length == 1 ? Range.TO_THE_END : Numbers.parse(words[1], Long.MAX_VALUE - 1, "An end");
        if (start > end) {
            throw new SyntaxException("A range starts before its end");
        }
        return new Range(start, end);
    }
}
