package dev.ftpsd.storage.memory;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/** The tree of files and who is writing to it. Its own monitor guards it: callers hold it for every call. */
final class Tree {

    private final InstantSource clock;
    private final Set<VirtualPath> beingWritten = new HashSet<>();
    private final Node.Directory root;
    private long nodes;

    Tree(InstantSource clock) {
        this.clock = clock;
        this.root = newDirectory();
    }

    Node.Directory newDirectory() {
        return new Node.Directory(clock, nodes++);
    }

    Node.File newFile() {
        return new Node.File(clock, nodes++);
    }

    boolean isClaimed(VirtualPath path) {
        return beingWritten.contains(path);
    }

    void claim(VirtualPath path) {
        beingWritten.add(path);
    }

    void release(VirtualPath path) {
        beingWritten.remove(path);
    }

    Optional<Node> find(VirtualPath path) {
        Node node = root;
        for (var name : path.segments()) {
            if (!(node instanceof Node.Directory directory)) {
                return Optional.empty();
            }
            var child = directory.children().get(name);
            if (child == null) {
                return Optional.empty();
            }
            node = child;
        }
        return Optional.of(node);
    }

    Node existing(VirtualPath path) throws StorageException {
        return find(path).orElseThrow(() -> StorageException.of(Kind.NOT_FOUND, path));
    }

    /** The directory that holds {@code path}. */
    Node.Directory parent(VirtualPath path) throws StorageException {
        if (find(path.parent()).orElse(null) instanceof Node.Directory directory) {
            return directory;
        }
        throw StorageException.of(Kind.NOT_FOUND, path);
    }
}
