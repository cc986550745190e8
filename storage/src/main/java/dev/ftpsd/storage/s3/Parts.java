package dev.ftpsd.storage.s3;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The bytes of an upload on their way: one part is gathered while two are sent, so that an upload holds three parts of memory at most,
 * however large it is; {@link PartSizes} says how large they are. One thread.
 */
final class Parts implements AutoCloseable {

    private static final int AT_ONCE = 2;
    private static final int FIRST = 64 << 10;

    private final Bucket bucket;
    private final VirtualPath path;
    private final String key;
    private final Deque<CompletableFuture<CompletedPart>> sending = new ArrayDeque<>();
    private final List<CompletedPart> sent = new ArrayList<>();
    private PartSizes sizes = PartSizes.of(0);
    private ByteBuffer part = ByteBuffer.allocate(FIRST);
    private @Nullable String upload;
    private int begun;
    private boolean completed;

    Parts(Bucket bucket, VirtualPath path) {
        this.bucket = bucket;
        this.path = path;
        this.key = bucket.location().key(path);
    }

    /**
     * Tells what will come, before anything has.
     *
     * @param bytes in all, as far as the client knows
     */
    void expect(long bytes) {
        sizes = PartSizes.of(bytes);
    }

    /** Takes all bytes that remain; waits while two parts are under way. */
    void add(ByteBuffer source) throws StorageException {
        while (source.hasRemaining()) {
            grow();
            var count = Math.min(part.remaining(), source.remaining());
            part.put(source.slice().limit(count));
            source.position(source.position() + count);
            if (part.position() == size()) {
                send();
            }
        }
    }

    private int size() {
        return sizes.ofPart(begun);
    }

    /** A small file shall not cost a whole part of memory. */
    private void grow() {
        if (!part.hasRemaining()) {
            var larger = ByteBuffer.allocate(Math.min(size(), part.capacity() * 8));
            part = larger.put(part.flip());
        }
    }

    private void send() throws StorageException {
        if (begun == PartSizes.MOST) {
            throw new StorageException(Kind.TOO_LARGE, path.toString(), sizes.tooLarge());
        }
        if (upload == null) {
            upload = S3Failures.await(bucket.client().createMultipartUpload(
                    create -> create.bucket(bucket.name()).key(key)), path).uploadId();
        }
        if (sending.size() == AT_ONCE) {
            sent.add(S3Failures.await(sending.remove(), path));
        }

        begun++;
        var number = begun;
        var body = part.flip();
        part = ByteBuffer.allocate(FIRST);
        sending.add(bucket.client()
                .uploadPart(send -> send.bucket(bucket.name()).key(key).uploadId(upload).partNumber(number),
                        AsyncRequestBody.fromByteBufferUnsafe(body))
                .thenApply(answer -> CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build()));
    }

    /**
     * Sends what is left, and makes the object visible.
     *
     * @param isOnlyNew whether it must replace nothing
     */
    void complete(boolean isOnlyNew) throws StorageException {
        if (upload == null) {
            S3Failures.await(bucket.client().putObject(put -> {
                put.bucket(bucket.name()).key(key);
                if (isOnlyNew) {
                    put.ifNoneMatch("*");
                }
            }, AsyncRequestBody.fromByteBufferUnsafe(part.flip())), path);
            return;
        }

        if (part.position() > 0) {
            send();
        }
        while (!sending.isEmpty()) {
            sent.add(S3Failures.await(sending.remove(), path));
        }
        S3Failures.await(bucket.client().completeMultipartUpload(complete -> {
            complete.bucket(bucket.name()).key(key).uploadId(upload).multipartUpload(all -> all.parts(sent));
            if (isOnlyNew) {
                complete.ifNoneMatch("*");
            }
        }), path);
        completed = true;
    }

    /** Parts that will be nothing are taken away, since the storage charges for them. */
    @Override
    public void close() {
        sending.forEach(part -> part.cancel(true));
        if (upload == null || completed) {
            return;
        }
        try {
            S3Failures.await(bucket.client().abortMultipartUpload(
                    abort -> abort.bucket(bucket.name()).key(key).uploadId(upload)), path);
        } catch (StorageException _) {
            // A rule of the bucket (AbortIncompleteMultipartUpload) takes care of what stays, also after a crash.
        }
    }
}
