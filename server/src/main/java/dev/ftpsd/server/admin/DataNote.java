package dev.ftpsd.server.admin;

import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.Account.Transport;
import dev.ftpsd.auth.Right;

/** Whether the data of an operation may travel in clear, and which key says so. */
final class DataNote {

    private static final Set<Right> MOVING = Set.of(Right.LIST, Right.READ, Right.CREATE, Right.OVERWRITE,
            Right.APPEND);

    private DataNote() {}

    /**
     * Says it; nothing for an operation that needs no data connection.
     *
     * @param byDefault the server's rule: whether data may travel in clear, of users who have no rule of their own
     */
    static Optional<String> of(Transport transport, Right right, boolean byDefault) {
        if (!MOVING.contains(right)) {
            return Optional.empty();
        }
        var key = transport.clearData().isPresent() ? "tls.protection of the user" : "data.protection of ftpsd.yaml";
        if (!transport.admitsClear(byDefault)) {
            return Optional.of("under TLS alone (PROT P), by " + key);
        }
        return Optional.of("in clear as well (PROT C), by " + key + (transport.admitsClearLogin(byDefault)
                ? ", and without TLS at all where a listener's tls is optional or off"
                : ", but not without TLS at the login"));
    }
}
