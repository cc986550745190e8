package dev.ftpsd.server.session;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.ForwardingSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/**
 * An APPE that goes on from a broken upload without an offset. Whoever sends nothing to a name where no file stands knows nothing of what has
 * come there, which is not the whole file: it stays out of sight.
 */
final class GoneOnSink extends ForwardingSink {

    private final VirtualPath path;

    GoneOnSink(FileSink sink, VirtualPath path) {
        super(sink);
        this.path = path;
    }

    @Override
    public void prepare() throws StorageException {
        refuseNothing();
        super.prepare();
    }

    @Override
    public void commit() throws StorageException {
        refuseNothing();
        super.commit();
    }

    private void refuseNothing() throws StorageException {
        if (written() == 0) {
            throw new StorageException(Kind.BUSY, path.toString(),
                    "An upload of yours to this name broke off, and nothing has come behind"
                            + " it: ask SIZE and send the rest, or delete it first.");
        }
    }
}
