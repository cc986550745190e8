package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

import dev.ftpsd.tls.TlsSocket;

/** OpenSSL reads the socket and opens the records, which costs a copy. */
final class OpenSslReading implements SocketReading {

    private final Connection connection;
    private final MemorySegment socket;
    private final long mostAnswers;
    private boolean isBehindArrived;

    /**
     * Begins with what has arrived.
     *
     * @param socket by {@link Direct#onSocket}, to be freed here
     * @param mostAnswers octets to the client that may wait
     */
    OpenSslReading(Connection connection, MemorySegment socket, ByteBuffer arrived, long mostAnswers) {
        this.connection = connection;
        this.mostAnswers = mostAnswers;
        this.socket = socket;
        connection.records().leaveToOpenSsl();
        Direct.keepBuffers(connection.ssl());
        Direct.readAhead(connection.ssl());
        connection.feed(Buffers.part(arrived, arrived.remaining()));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        var start = target.position();
        int count;
        do {
            count = readRecord(target);
        } while (count > 0 && target.hasRemaining());
        return target.position() > start ? target.position() - start : count;
    }

    private int readRecord(ByteBuffer target) throws IOException {
        var count = connection.read(MemorySegment.ofBuffer(target));
        if (count == Connection.NOTHING_YET && !isBehindArrived) {
            // What had arrived has been taken up to a part of a record, which the connection holds.
            isBehindArrived = true;
            Direct.keep(connection.fromNetwork());
            Direct.readFrom(connection.ssl(), socket);
            count = connection.read(MemorySegment.ofBuffer(target));
        }
        connection.demandFewAnswers(mostAnswers);
        if (count > 0) {
            target.position(target.position() + count);
            return count;
        }
        return count == Connection.CLOSED && Direct.hasEnded(socket) ? TlsSocket.TRUNCATED : count;
    }

    @Override
    public void close(boolean isFreed) {
        if (!isBehindArrived) {
            Bio.free(socket);
        } else if (isFreed) {
            Bio.free(connection.fromNetwork());
        } else {
            Direct.readFrom(connection.ssl(), connection.fromNetwork());
        }
    }
}
