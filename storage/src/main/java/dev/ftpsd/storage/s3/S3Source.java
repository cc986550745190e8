package dev.ftpsd.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Optional;

import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object that is read. Reading on goes on with the same request; another position is another request, of the range from there, and
 * so is one that has broken off after it brought something. Each demands the content that was there at the opening: of an object that is
 * replaced meanwhile nothing is read rather than a mixture.
 */
final class S3Source implements FileSource {

    private final Bucket bucket;
    private final VirtualPath path;
    private final long size;
    private final String tag;
    private byte[] copy = {};
    private long position;
    private boolean progressed;
    private volatile @Nullable ResponseInputStream<GetObjectResponse> stream;
    private volatile boolean closed;

    /** @param tag of the content */
    S3Source(Bucket bucket, VirtualPath path, long size, String tag) {
        this.bucket = bucket;
        this.path = path;
        this.size = size;
        this.tag = tag;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (from >= size) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }

        var wanted = (int) Math.min(target.remaining(), size - from);
        if (copy.length < wanted) {
            copy = new byte[wanted];
        }
        var count = readInto(copy, wanted, from);
        if (count <= 0) {
            throw new IOException("the object has become shorter");
        }
        target.put(copy, 0, count);
        position = from + count;
        progressed = true;
        return count;
    }

    /** An answer breaks off when a client that pauses takes nothing of it for a while; it is asked for once more from there. */
    private int readInto(byte[] bytes, int wanted, long from) throws IOException {
        while (true) {
            var in = streamAt(from);
            try {
                return in.readNBytes(bytes, 0, wanted);
            } catch (IOException | RuntimeException e) {
                if (closed || !progressed) {
                    throw S3Failures.of(e, path);
                }
                in.abort();
                stream = null;
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> streamAt(long from) throws IOException {
        var now = stream;
        if (now != null && position == from) {
            return now;
        }
        if (now != null) {
            now.abort();
        }
        var opened = S3Failures.await(bucket.client().getObject(get -> get.bucket(bucket.name())
                .key(bucket.location().key(path)).range("bytes=" + from + "-").ifMatch(tag),
                AsyncResponseTransformer.toBlockingInputStream()), path);
        stream = opened;
        progressed = false;
        position = from;
        if (closed) {
            opened.abort();
            throw new ClosedChannelException();
        }
        return opened;
    }

    @Override
    public Optional<FileChannel> channel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        var now = stream;
        if (now != null) {
            now.abort();
        }
    }
}
