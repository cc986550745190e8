package dev.ftpsd.auth;

import java.util.Set;

/** What a user must show to be let in, by the words of {@code login:} in {@code users.yaml}. */
public enum LoginMethod {
    PASSWORD("password"), CERTIFICATE("certificate"),
    /** Both of them. */
    PASSWORD_AND_CERTIFICATE("password+certificate"),
    /** A password, and the code of this half minute (RFC 6238). */
    PASSWORD_AND_CODE("password+totp");

    /** Those that do not go without a certificate. */
    static final Set<LoginMethod> WITH_CERTIFICATE = Set.of(CERTIFICATE, PASSWORD_AND_CERTIFICATE);

    private final String word;

    LoginMethod(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
