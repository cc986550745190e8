package dev.ftpsd.server.session;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.ForwardingSink;
import dev.ftpsd.storage.VirtualPath;

/** An upload of somebody who may not append: what has come of it when it breaks goes, since its sender could never go on from it. */
final class OnceOnlySink extends ForwardingSink {

    private final VirtualPath path;

    /** @param path the name that it gets */
    OnceOnlySink(FileSink sink, VirtualPath path) {
        super(sink);
        this.path = path;
    }

    @Override
    public VirtualPath path(VirtualPath asked) {
        return path;
    }

    @Override
    public void close() {
        discard();
    }
}
