package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;

/** The records are made here, where they are sent from. */
final class RecordWriting implements SocketWriting {

    private final RecordWriter writer;
    private MemorySegment memory;
    private long filled;

    RecordWriting(RecordWriter writer, int plainOctets) {
        this.writer = writer;
        this.memory = Allocation.of(RecordWriter.octets(plainOctets));
    }

    @Override
    public void makeRoom(int plainOctets) {
        var before = memory;
        memory = Allocation.of(RecordWriter.octets(plainOctets));
        filled = 0;
        Allocation.free(before);
    }

    @Override
    public void encrypt(MemorySegment plain) {
        filled += filled == 0 ? writer.write(plain, memory) : writer.add(plain, memory.asSlice(filled));
    }

    @Override
    public MemorySegment take() {
        var all = memory.asSlice(0, filled);
        filled = 0;
        return all;
    }

    @Override
    public void close(boolean isFreed) {
        Allocation.free(memory);
    }
}
