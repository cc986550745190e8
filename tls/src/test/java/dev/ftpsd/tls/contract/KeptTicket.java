package dev.ftpsd.tls.contract;

import java.lang.reflect.Field;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;

import dev.ftpsd.tls.MemoryClient;

/**
 * The one ticket of a client, used again and again. The JDK's client uses each TLS 1.3 ticket once; other clients do not,
 * and this puts what was used up back where the JDK looks for it.
 */
final class KeptTicket {

    private static final String[] USED_UP = {"preSharedKey", "pskIdentity", "ticketAgeAdd"};

    private final SSLSessionContext sessions;
    private final Object session;
    private final Object[] values = new Object[USED_UP.length];

    private KeptTicket(SSLSessionContext sessions, Object session) throws ReflectiveOperationException {
        this.sessions = sessions;
        this.session = session;
        for (var index = 0; index < USED_UP.length; index++) {
            values[index] = field(session, USED_UP[index]).get(session);
        }
    }

    static KeptTicket take(MemoryClient client) throws ReflectiveOperationException {
        var sessions = ((SSLContext) field(client, "context").get(client)).getClientSessionContext();
        for (var id : Collections.list(sessions.getIds())) {
            var session = sessions.getSession(id);
            if (field(session, "pskIdentity").get(session) != null) {
                return new KeptTicket(sessions, session);
            }
        }
        throw new IllegalStateException("the client has no ticket");
    }

    void putBack() throws ReflectiveOperationException {
        var copying = session.getClass().getDeclaredConstructor(session.getClass(),
                field(session, "sessionId").getType());
        copying.setAccessible(true);
        var copy = copying.newInstance(session, field(session, "sessionId").get(session));
        for (var index = 0; index < USED_UP.length; index++) {
            field(copy, USED_UP[index]).set(copy, values[index]);
        }
        var put = sessions.getClass().getDeclaredMethod("put", session.getClass(), boolean.class);
        put.setAccessible(true);
        put.invoke(sessions, copy, true);
    }

    private static Field field(Object object, String name) throws ReflectiveOperationException {
        var field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
