package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.util.Optional;

/** Decides at accept, before a session is made and before a handshake, who is turned away. On event loops: waits for nothing. */
@FunctionalInterface
public interface Doorkeeper {

    /** Why a client is turned away, in words for the client that say what to do; empty lets it in. */
    Optional<String> refusal(InetAddress client);
}
