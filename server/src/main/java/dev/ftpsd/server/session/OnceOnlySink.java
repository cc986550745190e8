package dev.ftpsd.server.session;

import java.nio.ByteBuffer;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * An upload of somebody who may not append: what has come of it when it breaks goes, since its sender could never go on from it.
 *
 * @param path the name that it gets
 */
record OnceOnlySink(FileSink sink, VirtualPath path) implements FileSink {

    @Override
    public VirtualPath path(VirtualPath asked) {
        return path;
    }

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
    public Optional<String> staged() {
        return sink.staged();
    }

    @Override
    public Optional<String> place() {
        return sink.place();
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
