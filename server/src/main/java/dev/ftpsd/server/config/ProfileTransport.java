package dev.ftpsd.server.config;

import java.util.Optional;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.Account.Transport;
import dev.ftpsd.server.config.DataSettings.CloseNotify;
import dev.ftpsd.server.config.DataSettings.Protection;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The {@code tls} of defaults, a group or a user, each key for itself: what one leaves out those below decide. */
record ProfileTransport(Optional<Boolean> required, Optional<Resumption> resumption,
        Optional<CloseNotify> uploadCloseNotify, Optional<Protection> protection) {

    /** Says nothing. */
    static final ProfileTransport SILENT =
            new ProfileTransport(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Type<CloseNotify> CLOSE_NOTIFY = Types.words(CloseNotify.values());
    private static final Type<Protection> PROTECTION = Types.words(Protection.values());

    static ProfileTransport read(Section in) {
        return new ProfileTransport(in.find("required", Types.BOOLEAN), in.find("resumption", Types.RESUMPTION),
                in.find("upload-close-notify", CLOSE_NOTIFY), protection(in));
    }

    /** The one key that anonymous has too. */
    static Optional<Protection> protection(Section in) {
        return in.find("protection", PROTECTION);
    }

    ProfileTransport over(ProfileTransport below) {
        return new ProfileTransport(required.or(below::required), resumption.or(below::resumption),
                uploadCloseNotify.or(below::uploadCloseNotify), protection.or(below::protection));
    }

    /** What is in force where nobody says more: a login needs TLS, and for data connections the server's rules hold. */
    Transport transport() {
        return new Transport(required.orElse(true), resumption,
                uploadCloseNotify.filter(rule -> rule == CloseNotify.LENIENT).isPresent(),
                protection.map(Protection::admitsClear));
    }
}
