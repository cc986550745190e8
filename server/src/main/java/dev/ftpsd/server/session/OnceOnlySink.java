package dev.ftpsd.server.session;

import java.nio.ByteBuffer;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;

/** An upload of somebody who may not append: what has come of it when it breaks goes, since its sender could never go on from it. */
record OnceOnlySink(FileSink sink) implements FileSink {

    @Override
    public void write(ByteBuffer source) throws StorageException {
        sink.write(source);
    }

    @Override
    public long written() {
        return sink.written();
    }

    @Override
    public void commit() throws StorageException {
        sink.commit();
    }

    @Override
    public Optional<FileEntry> committed() {
        return sink.committed();
    }

    @Override
    public void discard() {
        sink.discard();
    }

    @Override
    public void close() {
        sink.discard();
    }
}
