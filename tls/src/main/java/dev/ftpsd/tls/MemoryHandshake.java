package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

/**
 * Two engines that talk to each other through memory: no socket, no other thread. The self-test at each start runs on it.
 * For one thread.
 */
public final class MemoryHandshake {

    private final Side client;
    private final Side server;

    /** Joins a client's engine and a server's; nothing is sent yet. */
    public MemoryHandshake(SSLEngine client, SSLEngine server) {
        this.client = new Side(client);
        this.server = new Side(server);
    }

    /**
     * Shakes hands and delivers what follows the handshake, such as tickets.
     *
     * @throws SSLException as soon as both sides have heard why the handshake failed; what the first to notice says
     */
    public MemoryHandshake complete() throws SSLException {
        client.engine.beginHandshake();
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
        server.wire.put(clientHello);
        server.read();
        return complete();
    }

    /** Delivers whatever the engines have to send, both ways, until both are silent. */
    public void deliver() throws SSLException {
        SSLException failure = null;
        var moving = true;
        while (moving) {
            moving = false;
            for (var from : new Side[]{client, server}) {
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

    private String say(Side from, Side to, String text) throws SSLException {
        from.outgoing = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        deliver();
        return to.takeText();
    }

    /** One engine, the octets on their way to it and the text that it has read. */
    private static final class Side {

        private static final int WIRE_OCTETS = 1 << 17;
        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

        private final SSLEngine engine;
        private final ByteBuffer wire = ByteBuffer.allocate(WIRE_OCTETS);
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer outgoing = NOTHING;

        Side(SSLEngine engine) {
            this.engine = engine;
        }

        boolean isEstablished() {
            return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && !engine.getSession().getProtocol().equals("NONE");
        }

        String takeText() {
            var taken = text.toString();
            text.setLength(0);
            return taken;
        }

        /** Wraps all there is to send and lets the peer read it; false when there was nothing. */
        boolean sendTo(Side peer) throws SSLException {
            var moved = runTasks();
            SSLEngineResult result;
            do {
                result = engine.wrap(outgoing, peer.wire);
                moved |= result.bytesProduced() > 0;
                moved |= runTasks();
            } while (result.bytesProduced() > 0);
            peer.read();
            return moved;
        }

        private void read() throws SSLException {
            wire.flip();
            try {
                while (wire.hasRemaining() && unwrapOne()) {
                    runTasks();
                }
            } finally {
                wire.compact();
            }
        }

        private boolean unwrapOne() throws SSLException {
            var plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            var result = engine.unwrap(wire, plain);
            text.append(StandardCharsets.UTF_8.decode(plain.flip()));
            if (result.getStatus() == Status.CLOSED) {
                wire.position(wire.limit());
            }
            return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
        }

        private boolean runTasks() {
            var ran = false;
            for (@Nullable
            Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
                ran = true;
            }
            return ran;
        }
    }
}
