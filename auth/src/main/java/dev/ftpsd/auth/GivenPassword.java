package dev.ftpsd.auth;

/**
 * What PASS brought, taken apart: the password, and the one-time code where one is asked for. Closing it wipes both.
 *
 * @param code empty where none is asked for or none is there
 */
record GivenPassword(Secret password, Secret code) implements AutoCloseable {

    /**
     * Takes the text apart as the user's login asks for: {@code code;password} if the client was challenged and sends
     * that, else the digits of the code behind the password. FileZilla 3.63 asks for the code but does not send it where its
     * site says "require explicit FTP over TLS"; its users then type both into the field of the password. Text without a
     * code is a password with a wrong one.
     */
    static GivenPassword of(Secret text, boolean wantsCode, boolean challenged) {
        var length = text.length();
        var digits = CodeSecret.DIGITS;
        if (wantsCode && challenged && length > digits && text.at(digits) == ';' && areDigits(text, digits)) {
            return new GivenPassword(text.part(digits + 1, length), text.part(0, digits));
        }
        if (wantsCode && length > digits) {
            return new GivenPassword(text.part(0, length - digits), text.part(length - digits, length));
        }
        return new GivenPassword(text.part(0, length), text.part(0, 0));
    }

    private static boolean areDigits(Secret text, int count) {
        var digits = 0;
        while (digits < count && text.at(digits) >= '0' && text.at(digits) <= '9') {
            digits++;
        }
        return digits == count;
    }

    @Override
    public void close() {
        password.close();
        code.close();
    }
}
