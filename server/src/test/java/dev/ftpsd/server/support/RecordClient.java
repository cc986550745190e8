package dev.ftpsd.server.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A client's TLS whose records are held back behind its ClientHello, and leave in one write. */
public final class RecordClient {

    private static final int A_RECORD = 1 << 15;

    private final Socket wire;
    private final SSLEngine engine;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private ByteBuffer received = ByteBuffer.allocate(0);

    /** Sends its ClientHello. */
    public RecordClient(Socket wire, SSLEngine engine) throws IOException {
        this.wire = wire;
        this.engine = engine;
        engine.beginHandshake();
        hold();
        release();
    }

    /** Reads what the server says to the ClientHello, as far as an answer to it begins. */
    public RecordClient awaitServer() throws IOException {
        while (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
            goOn();
        }
        return this;
    }

    /** Reads up to the server's Finished, and holds what ends the handshake. */
    public RecordClient holdHandshake() throws IOException {
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            goOn();
        }
        return this;
    }

    private void goOn() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> hold();
            case NEED_TASK -> engine.getDelegatedTask().run();
            default -> {
                if (engine.unwrap(received, ByteBuffer.allocate(A_RECORD)).getStatus() == Status.BUFFER_UNDERFLOW) {
                    receive();
                }
            }
        }
    }

    private void receive() throws IOException {
        var more = new byte[A_RECORD];
        var count = wire.getInputStream().read(more);
        if (count < 0) {
            throw new EOFException("the server has closed in the handshake");
        }
        received = ByteBuffer.allocate(received.remaining() + count).put(received).put(more, 0, count).flip();
    }

    /** Holds these bytes; none of them is one record of the handshake, or of an alert. */
    public RecordClient hold(byte... content) throws IOException {
        var left = ByteBuffer.wrap(content);
        var record = ByteBuffer.allocate(A_RECORD);
        do {
            engine.wrap(left, record.clear());
            held.write(record.array(), 0, record.position());
        } while (left.hasRemaining());
        return this;
    }

    /** Holds close_notify, and user_canceled before it where the handshake has not ended. */
    public RecordClient holdClose() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone()) {
            hold();
        }
        return this;
    }

    /** Sends what was held, in one write. */
    public void release() throws IOException {
        wire.getOutputStream().write(held.toByteArray());
        held.reset();
    }
}
