package dev.ftpsd.storage.memory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;

/** The tree of files and who is writing to it. Its own monitor guards it: callers hold it for every call. */
final class Tree {

    private final InstantSource clock;
    private final Set<VirtualPath> beingWritten = new HashSet<>();
    private final Map<VirtualPath, byte[]> parts = new HashMap<>();
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

    /** What broken uploads have left, by the name that they were for. */
    Map<VirtualPath, byte[]> parts() {
        return parts;
    }

    /** A directory has moved, and what has come of uploads to it with it. */
    void moveParts(VirtualPath from, VirtualPath to) {
        var depth = from.segments().size();
        for (var path : List.copyOf(parts.keySet())) {
            if (path.startsWith(from) && !path.equals(from)) {
                var below = path.segments().subList(depth, path.segments().size());
                var moved = Stream.concat(to.segments().stream(), below.stream()).toList();
                parts.put(new VirtualPath(moved), parts.remove(path));
            }
        }
    }

    /** Whether something at the path or below is being written. */
    boolean isWrittenBelow(VirtualPath path) {
        return beingWritten.stream().anyMatch(upload -> upload.startsWith(path));
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

    void remove(VirtualPath path) {
        if (find(path.parent()).orElse(null) instanceof Node.Directory directory) {
            directory.remove(path.name());
        }
    }

    /** The directory that holds {@code path}. */
    Node.Directory parent(VirtualPath path) throws StorageException {
        if (find(path.parent()).orElse(null) instanceof Node.Directory directory) {
            return directory;
        }
        throw StorageException.of(Kind.NOT_FOUND, path);
    }
}
