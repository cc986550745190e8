package dev.ftpsd.server.session;

import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.protocol.TextEncoding;
import dev.ftpsd.server.protocol.TextEncoding.Said;

/** In which character set a session speaks. Looked at anew for each line, since logins, reloads and the client change it. */
public final class Encodings {

    private Encodings() {}

    /** What is in force now: of the user's own character set, else of the server's. Any thread may ask. */
    public static TextEncoding of(Session session, Settings settings) {
        var own = session.loggedIn().flatMap(in -> in.account().charset());
        return TextEncoding.of(own.orElse(settings.protocol().legacyCharset()), own.isPresent(),
                session.state().options().said());
    }

    /** The client has sent a line that is no UTF-8. What it has said of itself by OPTS goes before that. */
    public static void heardOtherOctets(Session session) {
        session.update(state -> state.options().said() == Said.NOTHING
                ? state.withOptions(state.options().withSaid(Said.OTHER_OCTETS))
                : state);
    }
}
