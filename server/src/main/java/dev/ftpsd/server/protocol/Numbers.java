package dev.ftpsd.server.protocol;

/** Decimal numbers as the RFCs mean them: digits and nothing else, no sign, no blank. */
public final class Numbers {

    private static final int MOST_DIGITS = 19;

    private Numbers() {}

    /**
     * Reads a number of 0 to {@code max}.
     *
     * @param what names the number in the message
     */
    public static long parse(String text, long max, String what) throws SyntaxException {
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SyntaxException(what + " must be decimal digits");
        }

        // Nineteen nines fit in an unsigned 64-bit number, so that the comparison sees an overflow.
        var value = Long.parseUnsignedLong(text);
        if (Long.compareUnsigned(value, max) > 0) {
            throw new SyntaxException(what + " must be at most " + max);
        }
        return value;
    }
}
