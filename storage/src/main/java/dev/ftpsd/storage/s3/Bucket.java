package dev.ftpsd.storage.s3;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The requests of one place in a bucket, each waited for.
 *
 * @param client shared by all places
 */
record Bucket(S3AsyncClient client, S3Location location) {

    private static final int PAGE = 1000;

    String name() {
        return location.bucket();
    }

    /** The name of a file among those of all buckets. */
    String fullName(VirtualPath path) {
        return name() + "/" + location.key(path);
    }

    /** The object of a file, if there is one. */
    Optional<HeadObjectResponse> head(VirtualPath path) throws StorageException {
        try {
            return Optional.of(S3Failures.await(
                    client.headObject(head -> head.bucket(name()).key(location.key(path))), path));
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How many objects, two at most, there are in a directory and below, the one that keeps it included. */
    int count(VirtualPath directory) throws StorageException {
        return S3Failures.await(client.listObjectsV2(
                list -> list.bucket(name()).prefix(location.directory(directory)).maxKeys(2)), directory).contents()
                .size();
    }

    /** Whether the object is there that keeps a directory. */
    boolean isKept(VirtualPath directory) throws StorageException {
        return S3Failures.await(client.listObjectsV2(
                list -> list.bucket(name()).prefix(location.directory(directory)).maxKeys(1)), directory).contents()
                .stream()
                .anyMatch(object -> object.key().equals(location.directory(directory)));
    }

    /**
     * A page of what is in a directory.
     *
     * @param from where the page before it ended; null for the first
     */
    ListObjectsV2Response page(VirtualPath directory, @Nullable String from) throws StorageException {
        return S3Failures.await(client.listObjectsV2(list -> list.bucket(name()).prefix(location.directory(directory))
                .delimiter("/").maxKeys(PAGE).continuationToken(from)), directory);
    }

    /** Makes the object that keeps a directory. */
    void keep(VirtualPath directory) throws StorageException {
        S3Failures.await(client.putObject(put -> put.bucket(name()).key(location.directory(directory)),
                AsyncRequestBody.fromByteBuffer(ByteBuffer.allocate(0))), directory);
    }

    /** Deletes the object that keeps a directory. */
    void drop(VirtualPath directory) throws StorageException {
        S3Failures.await(client.deleteObject(delete -> delete.bucket(name()).key(location.directory(directory))),
                directory);
    }

    void delete(VirtualPath path) throws StorageException {
        S3Failures.await(client.deleteObject(delete -> delete.bucket(name()).key(location.key(path))), path);
    }

    /**
     * Copies within the storage: no byte comes here.
     *
     * @param tag of the content that is meant
     * @throws StorageException ALREADY_EXISTS also where there is other content now
     */
    void copy(VirtualPath from, String tag, VirtualPath to, boolean overwrite) throws StorageException {
        S3Failures.await(client.copyObject(copy -> {
            copy.sourceBucket(name()).sourceKey(location.key(from)).copySourceIfMatch(tag);
            copy.destinationBucket(name()).destinationKey(location.key(to));
            if (!overwrite) {
                copy.ifNoneMatch("*");
            }
        }), to);
    }

    /** What tells this object, in this state, from all others; nothing can be read off it. */
    String unique(String key, String tag) {
        var name = URLEncoder.encode(location.bucket() + "/" + key, StandardCharsets.UTF_8);
        return Uniques.of(name + " " + tag);
    }
}
