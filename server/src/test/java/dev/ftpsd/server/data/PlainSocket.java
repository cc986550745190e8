package dev.ftpsd.server.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.ftpsd.tls.TlsSocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Encrypts nothing, and keeps account. */
final class PlainSocket implements TlsSocket {

    final List<Integer> taken = new ArrayList<>();
    volatile int room = FIRST_ROOM;
    private ByteBuffer held = ByteBuffer.allocate(FIRST_ROOM);

    @Override
    public void readFrom(int descriptor, ByteBuffer arrived) {
        throw new AssertionError("it is a download");
    }

    @Override
    public void beginEncrypting() {
        makeRoom(FIRST_ROOM);
    }

    @Override
    public int read(ByteBuffer target) {
        throw new AssertionError("it is a download");
    }

    @Override
    public void makeRoom(int plainOctets) {
        assertEquals(0, held.position(), "all has been taken");
        room = plainOctets;
        held = ByteBuffer.allocateDirect(plainOctets);
    }

    @Override
    public void encrypt(ByteBuffer source) {
        held.put(source);
    }

    @Override
    public ByteBuffer takeEncrypted() {
        var all = ByteBuffer.allocateDirect(held.flip().remaining()).put(held).flip();
        held.clear();
        taken.add(all.remaining());
        return all;
    }

    @Override
    public void close() {
        held.clear();
    }
}
