package dev.ftpsd.storage.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/** A directory, a page of a thousand names at a time. One thread at a time. */
final class S3Listing implements DirectoryListing {

    private final Objects objects;
    private final VirtualPath directory;
    private final Deque<FileEntry> page = new ArrayDeque<>();
    private @Nullable String next;
    private boolean begun;

    S3Listing(Objects objects, VirtualPath directory) {
        this.objects = objects;
        this.directory = directory;
    }

    @Override
    public Optional<FileEntry> next() throws StorageException {
        while (page.isEmpty() && (!begun || next != null)) {
            begun = true;
            fetch();
        }
        return Optional.ofNullable(page.poll());
    }

    private void fetch() throws StorageException {
        var answer = objects.bucket().page(directory, next);
        next = Boolean.TRUE.equals(answer.isTruncated()) ? answer.nextContinuationToken() : null;
        var beginning = objects.bucket().location().directory(directory).length();
        for (var object : answer.contents()) {
            var name = object.key().substring(beginning);
            if (VirtualPath.isSegment(name)) {
                page.add(objects.file(directory.child(name), object.size(), object.lastModified(), object.eTag()));
            }
        }
        for (var below : answer.commonPrefixes()) {
            var name = below.prefix().substring(beginning, below.prefix().length() - 1);
            if (VirtualPath.isSegment(name)) {
                page.add(objects.directory(directory.child(name)));
            }
        }
    }

    @Override
    public void close() {
        page.clear();
        begun = true;
        next = null;
    }
}
