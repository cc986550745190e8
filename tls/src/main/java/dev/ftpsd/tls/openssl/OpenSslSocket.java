package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import org.jspecify.annotations.Nullable;

/**
 * An engine's connection on a socket. Under TLS 1.3 OpenSSL has agreed on the keys, and the records of a long transfer are made and opened
 * here, where they are sent from and written from; else OpenSSL does it. All of it runs under the engine's lock, since the connection may
 * be freed at any time by whoever closes the channel.
 */
final class OpenSslSocket implements TlsSocket {

    /**
     * A client that has changed its keys asks for ours to be changed (KeyUpdate, RFC 8446 §4.6.3), at the latest behind some 2^37 octets;
     * the answers, of some 30 octets each, leave with close_notify. So this is enough for a year, and no way to fill the memory.
     */
    private static final long MOST_ANSWERS = 16 * 1024;

    private final OpenSslEngine engine;
    private final Connection connection;
    private @Nullable SocketReading reading;
    private @Nullable SocketWriting writing;
    private @Nullable Rehearsal rehearsal;
    private @Nullable RingWriting outworn;
    private boolean isBegun;
    private int room = FIRST_ROOM;

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
            if (!engine.isFreed() && !connection.records().isReadingOver()) {
                var keys = connection.secrets().ofClient(suite());
                // OpenSSL, which may have met close_notify already, says so once more.
                reading = keys.isPresent() && !engine.isInboundDone() && connection.records().isReadKnown()
                        ? new RecordReading(connection, keys.get(), descriptor, arrived, mostAnswers())
                        : new OpenSslReading(connection, Direct.onSocket(descriptor), arrived, mostAnswers());
            }
        }
    }

    private String suite() {
        return engine.getSession().getCipherSuite();
    }

    /** Before TLS 1.3 an upload has nothing to answer but what breaks the rules, such as a new handshake. */
    private long mostAnswers() {
        return engine.getSession().getProtocol().equals("TLSv1.3") ? MOST_ANSWERS : 0;
    }

    @Override
    public void beginEncrypting() {
        synchronized (engine) {
            if (!engine.isFreed()) {
                var outgoing = connection.outgoing();
                isBegun = outgoing.isPresent();
                writing = outgoing.isPresent() ? new RecordWriting(outgoing.get().writer(), FIRST_ROOM)
                        : new RingWriting(connection, FIRST_ROOM);
                outgoing.ifPresent(held -> held.hold(true));
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (engine) {
            try {
                var count = open(target);
                if (count == CLOSED) {
                    engine.markInboundDone();
                }
                return count;
            } catch (Connection.BrokenSocket e) {
                throw new IOException("the connection is broken", e);
            }
        }
    }

    private int open(ByteBuffer target) throws IOException {
        var now = reading;
        if (engine.isFreed() || now == null) {
            throw new SSLException("TLS has been closed");
        }
        try {
            return now.read(target);
        } catch (RecordReader.Forged e) {
            if (now instanceof RecordReading own && !own.hasRead()) {
                var other = own.giveUp();
                reading = other;
                return other.read(target);
            }
            endReading(now);
            throw e;
        } catch (SSLException e) {
            if (now instanceof RecordReading) {
                endReading(now);
            }
            throw e;
        }
    }

    /** Nobody goes on where it stands. */
    private void endReading(SocketReading now) {
        reading = null;
        now.close(engine.isFreed());
        if (connection.records().isReadingOver()) {
            engine.markInboundDone();
        }
    }

    @Override
    public void makeRoom(int plainOctets) throws IOException {
        synchronized (engine) {
            room = plainOctets;
            writing().makeRoom(plainOctets);
        }
    }

    @Override
    public void encrypt(ByteBuffer source) throws IOException {
        synchronized (engine) {
            var now = writing();
            var plain = Buffers.part(source, source.remaining());
            if (!isBegun) {
                isBegun = true;
                rehearsal = Rehearsal.of(connection, suite(), plain).orElse(null);
            }
            try {
                now.encrypt(plain);
            } catch (SSLException | RuntimeException | Error e) {
                dropRehearsal();
                throw e;
            }
        }
    }

    @Override
    public ByteBuffer takeEncrypted() throws IOException {
        synchronized (engine) {
            var now = writing();
            var taken = now.take();
            var rehearsed = rehearsal;
            if (rehearsed != null && now instanceof RingWriting ring) {
                if (rehearsed.isAlike(taken)) {
                    succeed(rehearsed, ring);
                } else {
                    dropRehearsal();
                }
            }
            return taken.asByteBuffer();
        }
    }

    /** From here on the records are made here. */
    private void succeed(Rehearsal rehearsed, RingWriting ring) {
        var next = new RecordWriting(rehearsed.writer(), room);
        connection.makeRecordsBy(rehearsed.writer());
        rehearsal = null;
        rehearsed.end();
        writing = next;
        outworn = ring;
        connection.outgoing().ifPresent(outgoing -> outgoing.hold(true));
    }

    private void dropRehearsal() {
        var rehearsed = rehearsal;
        rehearsal = null;
        if (rehearsed != null) {
            rehearsed.drop();
        }
    }

    private SocketWriting writing() throws SSLException {
        var now = writing;
        if (engine.isFreed() || engine.isOutboundClosed() || now == null) {
            throw new SSLException("TLS has been closed");
        }
        dropOutworn();
        return now;
    }

    /** What it has made lies in it until it has been sent. */
    private void dropOutworn() {
        var ring = outworn;
        outworn = null;
        if (ring != null) {
            ring.free();
        }
    }

    @Override
    public void close() {
        synchronized (engine) {
            dropOutworn();
            var read = reading;
            var written = writing;
            writing = null;
            if (read != null) {
                endReading(read);
            }
            if (written != null) {
                written.close(engine.isFreed());
            }
            connection.outgoing().ifPresent(outgoing -> outgoing.hold(false));
            dropRehearsal();
        }
    }
}
