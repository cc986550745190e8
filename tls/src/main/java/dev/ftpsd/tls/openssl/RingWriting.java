package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import javax.net.ssl.SSLException;

/** OpenSSL makes the records and puts them into a ring, which costs a copy. */
final class RingWriting implements SocketWriting {

    private final Connection connection;
    private Direct.Ring ring;

    RingWriting(Connection connection, int plainOctets) {
        this.connection = connection;
        this.ring = Direct.newRing(octets(plainOctets));
        Direct.keepBuffers(connection.ssl());
        Direct.keep(connection.toNetwork());
        giveToConnection();
    }

    /** Each record, one of which may be ours, is longer than what is in it. */
    private static long octets(int plainOctets) {
        return plainOctets + (RecordWriter.records(plainOctets) + 2) * OpenSslEngine.RECORD_OVERHEAD;
    }

    private void giveToConnection() {
        // The connection may be freed while the thread sends what lies there.
        Direct.keep(ring.in());
        Direct.writeTo(connection.ssl(), ring.in());
    }

    @Override
    public void makeRoom(int plainOctets) {
        var before = ring;
        ring = Direct.newRing(octets(plainOctets));
        giveToConnection();
        before.free();
    }

    @Override
    public void encrypt(MemorySegment plain) throws SSLException {
        connection.write(plain);
    }

    @Override
    public MemorySegment take() {
        return ring.take();
    }

    @Override
    public void close(boolean isFreed) {
        if (connection.makesOwnRecords()) {
            free(); // Whatever came in between: OpenSSL must not come back.
            return;
        }
        if (isFreed) {
            Bio.free(connection.toNetwork());
        } else {
            Direct.writeTo(connection.ssl(), connection.toNetwork());
        }
        free();
    }

    /** Frees the ring alone: the connection has been given something else. */
    void free() {
        ring.free();
    }
}
