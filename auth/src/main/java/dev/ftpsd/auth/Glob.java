package dev.ftpsd.auth;

/**
 * A pattern for names: {@code *} stands for any number of characters, {@code ?} for one, everything else for itself; there is no
 * escape, and no class or brace that would multiply.
 *
 * <p>At each star the shortest match is tried first, and only the last star is ever tried again: what an earlier one took cannot
 * matter any more. So the steps are bounded by the product of the two lengths, and {@code ****…b} is no way to hold a thread.
 */
public final class Glob {

    private final int[] pattern;

    /** @param pattern as the client or the administrator gave it */
    public Glob(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /** Whether there is anything in {@code text} that this does not take literally. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether it covers the whole name. */
    public boolean matches(String name) {
        return match(name).matched();
    }

    /**
     * What came of a comparison.
     *
     * @param steps characters of the pattern that were looked at
     */
    record Match(boolean matched, long steps) {}

    Match match(String name) {
        var text = name.codePoints().toArray();
        var steps = 0L;
        var at = 0;
        var next = 0;
        var star = -1;
        var afterStar = 0;
        while (next < text.length) {
            steps++;
            if (at < pattern.length && pattern[at] == '*') {
                star = at;
                afterStar = next;
                at++;
            } else if (at < pattern.length && (pattern[at] == '?' || pattern[at] == text[next])) {
                at++;
                next++;
            } else if (star >= 0) {
                // The star takes one character more, and what follows it begins anew.
                at = star + 1;
                afterStar++;
                next = afterStar;
            } else {
                return new Match(false, steps);
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            steps++;
            at++;
        }
        return new Match(at == pattern.length, steps);
    }
}
