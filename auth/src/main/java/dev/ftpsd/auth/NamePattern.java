package dev.ftpsd.auth;

/**
 * A pattern for names of files, as a rule hides them: a {@link Glob} that some name can match. Upper and lower case are told
 * apart.
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
        return new Glob(text).matches(name);
    }

    @Override
    public String toString() {
        return text;
    }
}
