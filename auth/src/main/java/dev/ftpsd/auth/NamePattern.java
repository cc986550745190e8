package dev.ftpsd.auth;

/**
 * A pattern for names of files: {@code *} stands for any characters, {@code ?} for one; everything else for itself, upper
 * and lower case apart. It is matched without recursion: the time is at most the product of both lengths, however many
 * stars there are.
 *
 * @param text as the file has it
 */
public record NamePattern(String text) {

    /**
     * A pattern.
     *
     * @throws IllegalArgumentException if the text is empty, or holds a slash, which no name does
     */
    public NamePattern {
        if (text.isEmpty() || text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a pattern for names is not empty and holds no slash");
        }
    }

    /** Whether the whole name fits. */
    public boolean matches(String name) {
        var pattern = text.codePoints().toArray();
        var letters = name.codePoints().toArray();
        var inPattern = 0;
        var inName = 0;
        var lastStar = -1;
        var behindStar = 0;
        while (inName < letters.length) {
            if (inPattern < pattern.length && pattern[inPattern] == '*') {
                lastStar = inPattern++;
                behindStar = inName;
            } else if (inPattern < pattern.length
                    && (pattern[inPattern] == '?' || pattern[inPattern] == letters[inName])) {
                inPattern++;
                inName++;
            } else if (lastStar >= 0) {
                // What is behind the last star may begin one letter later; earlier stars need not be tried again.
                inPattern = lastStar + 1;
                inName = ++behindStar;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length && pattern[inPattern] == '*') {
            inPattern++;
        }
        return inPattern == pattern.length;
    }

    @Override
    public String toString() {
        return text;
    }
}
