package dev.ftpsd.server.config.yaml;

/**
 * Something that the administrator should know or mend, with its place.
 *
 * @param origin where it is
 * @param key the key with its parents, such as {@code users[2].rights[0].allow}, counted from 0; empty for a
 *        file as a whole
 * @param message what is wrong and how to mend it; never holds a secret
 */
public record Problem(Origin origin, String key, String message) {

    /** {@code users.yaml:14:7 users[2].rights[0].allow: unknown word "writ", did you mean "create"?}. */
    @Override
    public String toString() {
        return origin + (key.isEmpty() ? ": " : " " + key + ": ") + message;
    }
}
