package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import org.jspecify.annotations.Nullable;

/**
 * An engine's connection on a socket. All of it runs under the engine's lock, since the connection may be freed at any time by
 * whoever closes the channel.
 */
final class OpenSslSocket implements TlsSocket {

    /**
     * A client that has changed its keys asks for ours to be changed (KeyUpdate, RFC 8446 §4.6.3), at the latest behind some 2^37 octets;
     * the answers, of some 30 octets each, leave with close_notify. So this is enough for a year, and no way to fill the memory.
     */
    private static final long MOST_ANSWERS = 16 * 1024;

    private final OpenSslEngine engine;
    private final Connection connection;
    private @Nullable MemorySegment reading;
    private Direct.@Nullable Ring encrypted;
    private boolean isBehindArrived;

    private OpenSslSocket(OpenSslEngine engine) {
        this.engine = engine;
        this.connection = engine.connection();
    }

    /** Empty for an engine that is closed, and for a client that wants short records: they need more room than is reckoned with. */
    static Optional<TlsSocket> of(OpenSslEngine engine) {
        synchronized (engine) {
            return engine.isFreed() || Direct.hasShortRecords(engine.connection().ssl()) ? Optional.empty()
                    : Optional.of(new OpenSslSocket(engine));
        }
    }

    @Override
    public void readFrom(int descriptor, ByteBuffer arrived) {
        synchronized (engine) {
            if (engine.isFreed()) {
                return;
            }
            Direct.keepBuffers(connection.ssl());
            Direct.readAhead(connection.ssl());
            connection.feed(Buffers.part(arrived, arrived.remaining()));
            reading = Direct.onSocket(descriptor);
        }
    }

    @Override
    public void beginEncrypting() {
        synchronized (engine) {
            if (!engine.isFreed()) {
                var ring = Direct.newRing(ringOctets(FIRST_ROOM));
                Direct.keepBuffers(connection.ssl());
                Direct.keep(connection.toNetwork());
                // The connection may be freed while the thread sends what lies there.
                Direct.keep(ring.in());
                Direct.writeTo(connection.ssl(), ring.in());
                encrypted = ring;
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (engine) {
            var start = target.position();
            var count = NOTHING_YET;
            try {
                do {
                    count = readRecord(target);
                } while (count > 0 && target.hasRemaining());
            } catch (Connection.BrokenSocket e) {
                throw new IOException("the connection is broken", e);
            }
            // What has been decrypted counts; its end will be met again.
            return target.position() > start ? target.position() - start : count;
        }
    }

    private int readRecord(ByteBuffer target) throws IOException {
        var socket = reading;
        if (engine.isFreed() || socket == null) {
            throw new SSLException("TLS has been closed");
        }
        var count = connection.read(MemorySegment.ofBuffer(target));
        if (count == Connection.NOTHING_YET && !isBehindArrived) {
            // What had arrived has been taken up to a part of a record, which the connection holds.
            isBehindArrived = true;
            Direct.keep(connection.fromNetwork());
            Direct.readFrom(connection.ssl(), socket);
            count = connection.read(MemorySegment.ofBuffer(target));
        }
        if (connection.pending() > mostAnswers()) {
            throw new SSLException("Client initiated renegotiation is not allowed, nor new keys without end");
        }
        if (count > 0) {
            target.position(target.position() + count);
        } else if (count == Connection.CLOSED && Direct.hasEnded(socket)) {
            return TRUNCATED;
        } else if (count == Connection.CLOSED) {
            engine.markInboundDone();
        }
        return count;
    }

    /** Before TLS 1.3 an upload has nothing to answer but what breaks the rules, such as a new handshake. */
    private long mostAnswers() {
        return engine.getSession().getProtocol().equals("TLSv1.3") ? MOST_ANSWERS : 0;
    }

    /** Each record, one of which may be ours, is longer than what is in it. */
    private static long ringOctets(int plainOctets) {
        return plainOctets
                + (plainOctets / TlsSession.APPLICATION_OCTETS + 2L) * OpenSslEngine.RECORD_OVERHEAD;
    }

    @Override
    public void makeRoom(int plainOctets) throws IOException {
        synchronized (engine) {
            var before = ring();
            var after = Direct.newRing(ringOctets(plainOctets));
            Direct.keep(after.in());
            Direct.writeTo(connection.ssl(), after.in());
            encrypted = after;
            before.free();
        }
    }

    @Override
    public void encrypt(ByteBuffer source) throws IOException {
        synchronized (engine) {
            ring();
            connection.write(Buffers.part(source, source.remaining()));
        }
    }

    @Override
    public ByteBuffer takeEncrypted() throws IOException {
        synchronized (engine) {
            return ring().take().asByteBuffer();
        }
    }

    private Direct.Ring ring() throws SSLException {
        var ring = encrypted;
        if (engine.isFreed() || ring == null) {
            throw new SSLException("TLS has been closed");
        }
        return ring;
    }

    @Override
    public void close() {
        synchronized (engine) {
            var read = reading;
            var ring = encrypted;
            reading = null;
            encrypted = null;
            if (read != null) {
                leaveReading(read);
            }
            if (ring != null) {
                leaveRing(ring);
            }
        }
    }

    private void leaveReading(MemorySegment socket) {
        if (!isBehindArrived) {
            Bio.free(socket);
        } else if (engine.isFreed()) {
            Bio.free(connection.fromNetwork());
        } else {
            Direct.readFrom(connection.ssl(), connection.fromNetwork());
        }
    }

    private void leaveRing(Direct.Ring ring) {
        if (engine.isFreed()) {
            Bio.free(connection.toNetwork());
        } else {
            Direct.writeTo(connection.ssl(), connection.toNetwork());
        }
        ring.free();
    }
}
