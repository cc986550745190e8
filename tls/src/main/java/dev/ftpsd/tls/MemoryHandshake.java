package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Two engines that talk to each other through memory: no socket, no other thread. The self-test at each start runs on it.
 * For one thread.
 */
public final class MemoryHandshake {

    private final MemoryEngine client;
    private final MemoryEngine server;

    /** Joins a client's engine and a server's; nothing is sent yet. */
    public MemoryHandshake(SSLEngine client, SSLEngine server) {
        this.client = new MemoryEngine(client);
        this.server = new MemoryEngine(server);
    }

    /**
     * Shakes hands and delivers what follows the handshake, such as tickets.
     *
     * @throws SSLException as soon as both sides have heard why the handshake failed; what the first to notice says
     */
    public MemoryHandshake complete() throws SSLException {
        client.begin();
        deliver();
        if (!client.isEstablished() || !server.isEstablished()) {
            throw new SSLHandshakeException("the handshake came to a halt");
        }
        return this;
    }

    /**
     * The same, for a client that has said something already.
     *
     * @param clientHello what it said, with its position at the beginning
     */
    public MemoryHandshake completeAfter(ByteBuffer clientHello) throws SSLException {
        server.read(clientHello);
        return complete();
    }

    /** Delivers whatever the engines have to send, both ways, until both are silent. */
    public void deliver() throws SSLException {
        SSLException failure = null;
        var moving = true;
        while (moving) {
            moving = false;
            for (var from : new MemoryEngine[]{client, server}) {
                var to = from == client ? server : client;
                try {
                    moving |= from.sendTo(to);
                } catch (SSLException e) {
                    if (failure == null) {
                        // The alert still has to reach the peer.
                        failure = e;
                        moving = true;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Sends text to the server as application data and answers what the server has read since the last call. */
    public String sayToServer(String text) throws SSLException {
        return say(client, server, text);
    }

    /** Sends text to the client as application data and answers what the client has read since the last call. */
    public String sayToClient(String text) throws SSLException {
        return say(server, client, text);
    }

    private String say(MemoryEngine from, MemoryEngine to, String text) throws SSLException {
        from.say(text);
        deliver();
        return to.takeText();
    }
}
