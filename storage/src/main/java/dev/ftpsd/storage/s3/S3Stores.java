package dev.ftpsd.storage.s3;

import java.util.function.Supplier;

import dev.ftpsd.storage.FileStore;
import org.jspecify.annotations.Nullable;

/**
 * Opens places in buckets, all through one client, which is made when the first is opened. Any thread. It names no type of
 * the AWS SDK, so that it loads where {@link S3Libraries} are left out.
 */
public final class S3Stores implements AutoCloseable {

    private final Supplier<S3Access> access;
    private @Nullable SharedClient client;

    /** @param access asked once, when the first place is opened */
    public S3Stores(Supplier<S3Access> access) {
        this.access = access;
    }

    /** The files below a place. Nothing is asked of the storage yet. */
    public FileStore open(S3Location location) {
        return client().open(location);
    }

    private synchronized SharedClient client() {
        if (client == null) {
            client = new SharedClient(access.get());
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
