package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes a record beside OpenSSL, before the records are made here: with the same keys, number and text it has to be the same, octet
 * by octet. So nothing has to be believed, neither of the keys nor of how many records there were, and no number can ever serve for
 * two of them. One thread at a time.
 */
final class Rehearsal {

    private final Connection connection;
    private final RecordWriter writer;
    private final MemorySegment record;
    private final long length;
    private final long begun;

    private Rehearsal(Connection connection, TrafficKeys keys, MemorySegment plain) {
        this.connection = connection;
        this.begun = connection.records().written();
        this.writer = new RecordWriter(keys, begun);
        this.record = Allocation.of(RecordWriter.octets(TlsSession.APPLICATION_OCTETS));
        this.length = writer.write(plain.asSlice(0, Math.min(plain.byteSize(), TlsSession.APPLICATION_OCTETS)), record);
    }

    /**
     * Makes the record, of what OpenSSL is about to be given.
     *
     * @return empty where no other than OpenSSL can make it, as before TLS 1.3, and where there is nothing to make
     */
    static Optional<Rehearsal> of(Connection connection, String suite, MemorySegment plain) {
        return plain.byteSize() == 0 ? Optional.empty()
                : connection.secrets().ofServer(suite).map(keys -> new Rehearsal(connection, keys, plain));
    }

    /**
     * Whether OpenSSL has made the same record, and as many as it was given data for: behind a KeyUpdate, for example, it has other keys.
     * Called once.
     *
     * @param made all that OpenSSL has made since
     */
    boolean isAlike(MemorySegment made) {
        var count = connection.records().written() - begun;
        var isSame = count > 0 && made.byteSize() >= length
                && made.asSlice(0, length).mismatch(record.asSlice(0, length)) == -1
                && holds(count, made.asByteBuffer());
        if (isSame) {
            writer.skip(count - 1);
        }
        return isSame;
    }

    /** What goes on behind all that OpenSSL has made, if that was {@link #isAlike}. */
    RecordWriter writer() {
        return writer;
    }

    /** It has come to that: the writer is somebody else's. */
    void end() {
        Allocation.free(record);
    }

    /** Whether so many records are there, and nothing else. */
    private static boolean holds(long count, ByteBuffer made) {
        var found = 0L;
        for (var next = Records.next(made); next != Records.INCOMPLETE; next = Records.next(made)) {
            made.position(made.position() + next);
            found++;
        }
        return found == count && !made.hasRemaining();
    }

    /** It does not come to that. */
    void drop() {
        Allocation.free(record);
        writer.free();
    }
}
