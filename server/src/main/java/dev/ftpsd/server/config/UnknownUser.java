package dev.ftpsd.server.config;

import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.yaml.Nearest;
import dev.ftpsd.server.config.yaml.Quoted;

/** What to tell somebody who asks for a user that the users files do not have. */
public final class UnknownUser {

    private UnknownUser() {}

    /** Where was looked, and whom they may have meant. */
    public static String words(String name, Loaded loaded) {
        var everybody = loaded.users().find(name).filter(user -> user.account().anonymous());
        if (everybody.isPresent()) {
            return Quoted.plain(name) + " is no entry of users: but the section at " + everybody.get().origin()
                    + "; anonymous: { enabled: false } keeps them out";
        }
        var settings = loaded.settings().users();
        if (name.equals(settings.bootstrap().name())) {
            return "user " + Quoted.plain(name)
                    + " is that of the first start, and not in the users files: it is there while these"
                    + " name no user, or where FTPSD_USER is set, and FTPSD_PASSWORD or users.bootstrap.password in "
                    + SettingsReader.MACHINE_FILE + " chooses its password";
        }
        var known = loaded.users().users().stream().map(UserRecord::name).toList();
        return "there is no user " + Quoted.plain(name) + " in the users files (" + String.join(", ", settings.files())
                + ")"
                + Nearest.hint(name, known);
    }
}
