package dev.ftpsd.server.data;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The port that {@code data.active.source-port} has the server connect from, where it cannot have it. */
final class SourcePort {

    private static final Logger LOG = LogManager.getLogger(SourcePort.class);

    private static final String NO_PRIVILEGE = "Permission denied";

    /** In the words of the kernel: they are in every message, and what else is there differs with the transport. */
    private static final List<String> REASONS =
            List.of("Address already in use", "Cannot assign requested address", NO_PRIVILEGE);

    /** Of each port and reason the log hears once: clients could fill it. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private SourcePort() {}

    /**
     * What the client is told, who cannot mend it, where this is why a connection was not made; the log says who can.
     *
     * @param from the port is 0 where any will do
     */
    static Optional<DataFailure> failure(InetSocketAddress from, Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return REASONS.stream().filter(reason -> from.getPort() != 0 && message.contains(reason)).findFirst()
                .map(reason -> failure(from, reason, cause));
    }

    private static DataFailure failure(InetSocketAddress from, String reason, Throwable cause) {
        var port = from.getPort();
        if (SAID.add(port + " " + reason)) {
            LOG.warn("data.active.source-port: cannot connect to clients from {} port {}: {}; {}",
                    from.getAddress().getHostAddress(), port, reason, remedy(port, reason));
        }
        return new DataFailure(DataFailure.Kind.NOT_OPENED,
                "The server cannot connect from its port " + port + "; use passive mode (EPSV or PASV).", cause);
    }

    private static String remedy(int port, String reason) {
        return reason.equals(NO_PRIVILEGE) && port < BindFailure.FREE_FOR_ALL
                ? "give the server CAP_NET_BIND_SERVICE, or set it to any"
                : "stop what uses that port, move the listener to another, or set it to any";
    }
}
