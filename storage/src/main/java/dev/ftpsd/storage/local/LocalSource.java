package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

import dev.ftpsd.storage.FileSource;

/** An open file of the disk. Closing its channel ends a pending read. */
record LocalSource(FileChannel file, long size) implements FileSource {

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.of(file);
    }

    @Override
    public void close() {
        Quietly.close(file);
    }
}
