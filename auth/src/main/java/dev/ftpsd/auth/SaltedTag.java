package dev.ftpsd.auth;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The salt of a stored password and the result that the right password gives. Neither has a way into a log. */
final class SaltedTag {

    private final byte[] salt;
    private final byte[] tag;

    SaltedTag(byte[] salt, byte[] tag) {
        this.salt = salt.clone();
        this.tag = tag.clone();
    }

    byte[] salt() {
        return salt.clone();
    }

    int tagLength() {
        return tag.length;
    }

    /**
     * Whether {@code function} of the password, in UTF-8, gives the stored result; compared in a time that does not
     * tell how many bytes are right.
     */
    boolean matches(Secret password, UnaryOperator<byte[]> function) {
        var bytes = password.toUtf8();
        try {
            return MessageDigest.isEqual(tag, function.apply(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaltedTag that && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(tag, that.tag);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "****";
    }
}
