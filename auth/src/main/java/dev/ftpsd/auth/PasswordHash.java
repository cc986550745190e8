package dev.ftpsd.auth;

/**
 * A password as {@code users.yaml} stores it: the parameters, the salt and the result of a slow function.
 *
 * <p>Nothing but {@link #encoded()} shows salt or result: {@code toString()} gives the cost alone. Two hashes are equal
 * if their texts are. {@link #matches} computes for up to seconds and on up to 256 MiB; {@link PasswordAuthenticator}
 * sees to it that few do so at a time.
 */
public sealed interface PasswordHash permits Argon2id, Bcrypt, Scrypt, Pbkdf2, ShaCrypt {

    /** The most characters that a password may have; a longer one is neither hashed nor compared. */
    int LONGEST_PASSWORD = 256;

    /**
     * Reads a hash: {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}, {@code $2a$}, {@code $2b$} and {@code $2y$} of
     * bcrypt, {@code $scrypt$ln=..,r=..,p=..$salt$hash}, {@code $pbkdf2-sha256$rounds$salt$hash} and {@code
     * $pbkdf2-sha256$i=..,l=..$salt$hash}, {@code $5$salt$hash} and {@code $6$salt$hash} of {@code /etc/shadow}, with or
     * without {@code rounds=..$} before the salt.
     *
     * @throws IllegalArgumentException if the text is not a hash (clear text, empty, cut off), is of another kind, or
     *     asks for more time or memory than a login may take. The message says which and how to mend it, and never
     *     holds the text: it may be somebody's password.
     */
    static PasswordHash parse(String text) {
        var kind = HashText.kindOf(text);
        return switch (kind) {
            case "argon2id" -> Argon2id.parse(text);
            case "2a", "2b", "2y" -> Bcrypt.parse(text);
            case "scrypt" -> Scrypt.parse(text);
            case "pbkdf2-sha256" -> Pbkdf2.parse(text);
            case "5" -> ShaCrypt.parse(ShaCrypt.Kind.SHA_256, text);
            case "6" -> ShaCrypt.parse(ShaCrypt.Kind.SHA_512, text);
            default -> throw HashText.unknownKind(kind);
        };
    }

    /** Whether {@code password} is the one that was hashed; compared in constant time. */
    boolean matches(Secret password);

    /** Whether the cost is below what OWASP's Password Storage Cheat Sheet asks for, so that a new hash is advised. */
    boolean weak();

    /** The kind and its parameters, such as {@code argon2id m=19456,t=2,p=1}; fit for a log. */
    String cost();

    /** The text that {@link #parse} reads. */
    String encoded();
}
