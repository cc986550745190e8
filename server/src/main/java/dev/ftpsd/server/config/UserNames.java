package dev.ftpsd.server.config;

import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Type;

/** What a user may be called. The name becomes a folder by {@code data/{name}}, so it must not lead elsewhere. */
final class UserNames {

    static final Type<String> TYPE = new Type<>("user name", UserNames::check);

    private UserNames() {}

    private static String check(String name) {
        Checks.that(!name.isEmpty() && name.codePointCount(0, name.length()) <= 64,
                Quoted.of(name) + " is not a user name: it needs 1 to 64 characters");
        Checks.that(name.codePoints().noneMatch(Character::isISOControl),
                Quoted.of(name) + " holds a control character");
        Checks.that(name.indexOf('/') < 0 && name.indexOf('\\') < 0 && !name.equals(".") && !name.equals(".."),
                Quoted.of(name) + " is not a user name: it must not hold / or \\, nor be . or ..");
        return name;
    }
}
