package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;

/**
 * What goes to the client through the engine since OpenSSL makes no records any more. It holds the buffer for the network, which
 * OpenSSL has given up.
 */
final class Outgoing {

    private final RecordWriter writer;
    private final MemorySegment toNetwork;
    private boolean isHeld;

    Outgoing(RecordWriter writer, MemorySegment toNetwork) {
        this.writer = writer;
        this.toNetwork = toNetwork;
    }

    RecordWriter writer() {
        return writer;
    }

    /**
     * Whether a thread has records on their way past the engine. Whoever closes meanwhile has broken the transfer off: close_notify would
     * get between them, and would say that it was whole.
     */
    void hold(boolean held) {
        isHeld = held;
    }

    void write(MemorySegment plain) {
        var made = Allocation.of(RecordWriter.octets(plain.byteSize()));
        try {
            put(made.asSlice(0, writer.write(plain, made)));
        } finally {
            Allocation.free(made);
        }
    }

    void closeNotify() {
        if (isHeld) {
            return;
        }
        var made = Allocation.of(RecordWriter.octets(1));
        try {
            put(made.asSlice(0, writer.closeNotify(made)));
        } finally {
            Allocation.free(made);
        }
    }

    private void put(MemorySegment records) {
        Bio.write(toNetwork, records, Math.toIntExact(records.byteSize()));
    }

    /** Frees the native side; once. */
    void free() {
        writer.free();
        Bio.free(toNetwork);
    }
}
