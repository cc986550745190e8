package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.TlsSocket;
import org.jspecify.annotations.Nullable;

/**
 * A resumed connection on a socket. All of it runs under the engine's lock, since the connection may be freed at any time by whoever
 * closes the channel.
 */
final class ResumedSocket implements TlsSocket {

    private final ResumedEngine engine;
    private @Nullable SocketRecords reading;
    private @Nullable RecordWriting writing;

    ResumedSocket(ResumedEngine engine) {
        this.engine = engine;
    }

    @Override
    public void readFrom(int descriptor, ByteBuffer arrived) {
        synchronized (engine) {
            // Whoever has met the end says so once more; behind anything else nobody reads.
            if (!engine.isFreed() && (engine.hasEnded() || !engine.isInboundDone())) {
                reading = new SocketRecords(engine.state().reader(), descriptor, arrived,
                        engine.state()::demandFewUpdates);
            }
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (engine) {
            var now = reading;
            if (engine.isFreed() || now == null) {
                throw new SSLException("TLS has been closed");
            }
            try {
                var count = engine.hasEnded() ? CLOSED : now.read(target);
                if (count == CLOSED) {
                    engine.end();
                }
                return count;
            } catch (Connection.BrokenSocket e) {
                throw new IOException("the connection is broken", e);
            } catch (SSLException e) {
                endReading(now);
                throw engine.refuse(e);
            }
        }
    }

    @Override
    public void beginEncrypting() {
        synchronized (engine) {
            if (!engine.isFreed()) {
                writing = new RecordWriting(engine.state().writer(), FIRST_ROOM);
                engine.hold(true);
            }
        }
    }

    @Override
    public void makeRoom(int plainOctets) throws IOException {
        synchronized (engine) {
            writing().makeRoom(plainOctets);
        }
    }

    @Override
    public void encrypt(ByteBuffer source) throws IOException {
        synchronized (engine) {
            writing().encrypt(Buffers.part(source, source.remaining()));
        }
    }

    @Override
    public ByteBuffer takeEncrypted() throws IOException {
        synchronized (engine) {
            return writing().take().asByteBuffer();
        }
    }

    private RecordWriting writing() throws SSLException {
        var now = writing;
        if (engine.isFreed() || engine.isOutboundClosed() || now == null) {
            throw new SSLException("TLS has been closed");
        }
        return now;
    }

    /** Nobody goes on where it stands: the rest of a record may be in it. */
    private void endReading(SocketRecords now) {
        reading = null;
        if (now.isTouched()) {
            engine.markInboundDone();
        }
        now.close();
    }

    @Override
    public void close() {
        synchronized (engine) {
            var read = reading;
            var written = writing;
            writing = null;
            if (read != null) {
                endReading(read);
            }
            if (written != null) {
                written.close(engine.isFreed());
                engine.hold(false);
            }
        }
    }
}
