package dev.ftpsd.server.session;

import java.nio.ByteBuffer;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * A new file of somebody who may neither append nor overwrite: what has come of a broken upload goes, since its sender could
 * never complete it, and whoever collects the files would take it for the whole.
 */
final class OnceOnlySink implements FileSink {

    private final FileSink sink;
    private final FileStore files;
    private final VirtualPath path;
    private boolean committed;
    private boolean closed;

    OnceOnlySink(FileSink sink, FileStore files, VirtualPath path) {
        this.sink = sink;
        this.files = files;
        this.path = path;
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
        committed = true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }

        closed = true;
        sink.close();
        if (!committed) {
            try {
                files.delete(path);
            } catch (StorageException _) {
                // Nothing had come, or somebody has taken it away.
            }
        }
    }
}
