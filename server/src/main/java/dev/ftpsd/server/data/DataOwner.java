package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.util.Optional;

import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.SessionIdentity;

/** What the data ports must know of a session to give it its own connections and no others. */
public interface DataOwner {

    /** The client's address on the control connection. */
    InetAddress peer();

    /** The identity of the control connection's TLS session; empty without TLS. */
    Optional<SessionIdentity> identity();

    /** The TLS side of a data connection that is known to be this session's; empty without TLS. */
    default Optional<DataEngine> newDataEngine() {
        return Optional.empty();
    }

    /** What PROT says now. */
    ProtectionLevel protection();

    /** Whether its data may travel in clear now, where the server's rule for users without one of their own is {@code byDefault}. */
    boolean admitsClear(boolean byDefault);

    /** The rule that holds now. It becomes {@link BindingRule#onceBound()} when a data connection of the session was bound. */
    BindingRule binding();

    /** Whether an upload of this client may end without close_notify: cameras and printers send none. */
    boolean bearsTruncation();

    /** Tells the session that one of its data connections was bound, which has resumed its TLS session. */
    void wasBound(DataEngine by);

    /** Whether the control connection is gone: nobody waits for anything any more. */
    boolean isClosed();
}
