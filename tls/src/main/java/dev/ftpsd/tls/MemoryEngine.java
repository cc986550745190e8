package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/** An engine that is driven through memory, the octets on their way to it and the text that it has read. For one thread. */
public final class MemoryEngine {

    /** Room for all that one side says before the other answers. */
    public static final int WIRE_OCTETS = 1 << 17;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ByteBuffer wire = ByteBuffer.allocate(WIRE_OCTETS);
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer outgoing = NOTHING;

    /** Says nothing yet. */
    public MemoryEngine(SSLEngine engine) {
        this.engine = engine;
    }

    /** Begins the handshake, on the client's side. */
    void begin() throws SSLException {
        engine.beginHandshake();
    }

    /** Whether a handshake has come to its end. */
    public boolean isEstablished() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getProtocol().equals("NONE");
    }

    /** Will be sent as application data. */
    void say(String words) {
        outgoing = ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
    }

    /** The application data that has come since the last call. */
    String takeText() {
        var taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** Has the peer read all that there is to send; false when there was nothing. */
    boolean sendTo(MemoryEngine peer) throws SSLException {
        var moved = write(peer.wire);
        peer.read();
        return moved;
    }

    /** Wraps all that there is to send; false when there was nothing. */
    public boolean write(ByteBuffer target) throws SSLException {
        var moved = runTasks();
        SSLEngineResult result;
        do {
            result = engine.wrap(outgoing, target);
            moved |= result.bytesProduced() > 0;
            moved |= runTasks();
        } while (result.bytesProduced() > 0);
        return moved;
    }

    /** Reads what has come from the peer; the rest of a record may come later. */
    public void read(ByteBuffer octets) throws SSLException {
        wire.put(octets);
        read();
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
