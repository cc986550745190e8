package dev.ftpsd.storage.s3;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the storage's answers mean. */
final class S3Failures {

    private S3Failures() {}

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> answer, VirtualPath path) throws StorageException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw of(e.getCause() == null ? e : e.getCause(), path);
        }
    }

    static StorageException of(Throwable failure, VirtualPath path) {
        return StorageException.of(failure instanceof S3Exception answer ? kind(answer.statusCode()) : Kind.FAILED,
                path,
                failure);
    }

    /** What object storage cannot do, and what to do instead. */
    static StorageException rejected(VirtualPath path, String text) {
        return new StorageException(Kind.REJECTED, path.toString(), text);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 404 -> Kind.NOT_FOUND;
            case 401, 403 -> Kind.DENIED;
            case 409, 412 -> Kind.ALREADY_EXISTS;
            case 416 -> Kind.OUT_OF_RANGE;
            case 507 -> Kind.NO_SPACE;
            default -> Kind.FAILED;
        };
    }
}
