package dev.ftpsd.auth;

/**
 * What PASS brought, taken apart: the password, and the one-time code where one is asked for. Closing it wipes both.
 *
 * @param code empty where none is asked for or none is there
 */
record GivenPassword(Secret password, Secret code) implements AutoCloseable {

    /**
     * Takes the text apart as the user's login asks for: {@code code;password} if the client was challenged, else the
     * digits of the code behind the password. Text without a code is a password with a wrong one.
     */
    static GivenPassword of(Secret text, boolean wantsCode, boolean challenged) {
        var length = text.length();
        var digits = CodeSecret.DIGITS;
        if (wantsCode && challenged && length > digits && text.at(digits) == ';') {
            return new GivenPassword(text.part(digits + 1, length), text.part(0, digits));
        }
        if (wantsCode && !challenged && length > digits) {
            return new GivenPassword(text.part(0, length - digits), text.part(length - digits, length));
        }
        return new GivenPassword(text.part(0, length), text.part(0, 0));
    }

    @Override
    public void close() {
        password.close();
        code.close();
    }
}
