package dev.ftpsd.auth;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * SHA-crypt (Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512") as it stands in {@code /etc/shadow}, in ProFTPD's
 * {@code AuthUserFile} and in Pure-FTPd's {@code pureftpd.passwd}. It is there so that passwords can move here; new hashes are
 * {@link Argon2idHasher}'s.
 *
 * @param kind which of the two functions
 * @param rounds 1,000 to 1,000,000; 5,000 where the text says nothing
 */
record ShaCrypt(Kind kind, int rounds, SaltedTag stored, String encoded) implements PasswordHash {

    private static final int ROUNDS_UNSAID = 5000;
    private static final int FEWEST_ROUNDS = 1000; // crypt() knows no hash of fewer
    // Half a second, or two with the longest password. The specification lets 999,999,999 through, which take five minutes and
    // half an hour. passlib and Ansible write 656,000.
    private static final int MOST_ROUNDS = 1_000_000;

    /** The two functions, which differ in their digest alone. */
    enum Kind {
        // OWASP says nothing of SHA-crypt. The advice is what it wants of PBKDF2, 600,000 rounds with SHA-256 and 210,000 with
        // SHA-512: of those each digests two blocks, a round of $5$ nearly two, one of $6$ one.
        SHA_256("sha256-crypt", "5", 43, 600_000), SHA_512("sha512-crypt", "6", 86, 420_000);

        private final String word;
        private final Pattern form;
        private final String formInWords;
        private final int advisedRounds;

        Kind(String word, String digit, int length, int advisedRounds) {
            this.word = word;
            this.form =
                    Pattern.compile("(\\$" + digit + "\\$(?:rounds=(\\d+)\\$)?[./A-Za-z0-9]{1,16})\\$([./A-Za-z0-9]{"
                            + length + "})");
            this.formInWords =
                    "$" + digit + "$salt$ and " + length + " characters, with or without rounds=..$ before the salt";
            this.advisedRounds = advisedRounds;
        }
    }

    static ShaCrypt parse(Kind kind, String text) {
        var fields = kind.form.matcher(text);
        if (!fields.matches()) {
            throw HashText.malformed(kind.word, kind.formInWords);
        }

        var said = fields.group(2);
        var rounds = said == null ? ROUNDS_UNSAID : HashText.number(said, "rounds");
        HashText.within(rounds, FEWEST_ROUNDS, MOST_ROUNDS, "number of rounds");
        return new ShaCrypt(kind, rounds, new SaltedTag(ascii(fields.group(1)), ascii(fields.group(3))), text);
    }

    /** Salt and result stay in the letters that they are written in, which are not those of Base64. */
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean matches(Secret password) {
        return stored.matches(password, this::compute);
    }

    private byte[] compute(byte[] password) {
        var salt = new String(stored.salt(), StandardCharsets.US_ASCII);
        var text = switch (kind) {
            case SHA_256 -> Sha2Crypt.sha256Crypt(password, salt);
            case SHA_512 -> Sha2Crypt.sha512Crypt(password, salt);
        };
        return ascii(text.substring(text.lastIndexOf('$') + 1));
    }

    @Override
    public boolean weak() {
        return rounds < kind.advisedRounds;
    }

    @Override
    public String cost() {
        return kind.word + " rounds=" + rounds;
    }

    @Override
    public String toString() {
        return cost();
    }
}
