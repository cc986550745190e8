package dev.ftpsd.storage.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Optional;

import dev.ftpsd.storage.FileSource;

/** Reads bytes that never change. */
final class MemorySource implements FileSource {

    private final byte[] content;
    private volatile boolean closed;

    MemorySource(byte[] content) {
        this.content = content;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= content.length) {
            return -1;
        }

        var count = Math.min(target.remaining(), content.length - (int) position);
        target.put(content, (int) position, count);
        return count;
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
