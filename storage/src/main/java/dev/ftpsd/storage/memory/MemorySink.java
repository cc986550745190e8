package dev.ftpsd.storage.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/**
 * Gathers the bytes of an upload and puts them into the tree at its end. One thread at a time.
 *
 * <p>Without a commit, what has arrived is kept where it goes behind bytes that are there (APPEND, RESUME), in their place (PATCH) or under a new
 * name, and dropped where it would have replaced a file.
 */
final class MemorySink implements FileSink {

    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Tree tree;
    private final VirtualPath path;
    private final WriteMode mode;
    private final Node.File file;
    private final boolean isNew;
    private final int offset;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private boolean broken;
    private boolean committed;
    private boolean closed;

    private MemorySink(Tree tree, VirtualPath path, WriteMode mode, Optional<Node.File> old, int offset) {
        this.tree = tree;
        this.path = path;
        this.mode = mode;
        this.file = old.orElseGet(tree::newFile);
        this.isNew = old.isEmpty();
        this.offset = offset;
    }

    /** The caller holds the tree's monitor. */
    static MemorySink open(Tree tree, VirtualPath path, WriteMode mode, long offset) throws StorageException {
        var found = tree.find(path);
        if (found.orElse(null) instanceof Node.Directory) {
            throw StorageException.of(mode == WriteMode.CREATE_NEW ? Kind.ALREADY_EXISTS : Kind.NOT_A_FILE, path);
        }
        var parent = tree.parent(path);
        if (tree.isClaimed(path)) {
            throw StorageException.of(Kind.BUSY, path);
        }
        if (mode == WriteMode.CREATE_NEW && found.isPresent()) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        var old = found.map(Node.File.class::cast);
        if (offset > old.map(file -> file.content().length).orElse(0)) {
            throw StorageException.of(Kind.OUT_OF_RANGE, path);
        }

        tree.claim(path);
        var sink = new MemorySink(tree, path, mode, old, (int) offset);
        if (sink.isNew && mode != WriteMode.REPLACE) {
            parent.put(path.name(), sink.file);
        }
        return sink;
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        if (source.remaining() > MOST_BYTES - arrived.size() - file.content().length) {
            broken = true;
            throw StorageException.of(Kind.TOO_LARGE, path);
        }

        var bytes = new byte[source.remaining()];
        source.get(bytes);
        arrived.writeBytes(bytes);
    }

    @Override
    public long written() {
        return arrived.size();
    }

    @Override
    public void commit() throws StorageException {
        if (broken) {
            throw StorageException.of(Kind.FAILED, path);
        }

        synchronized (tree) {
            show();
            committed = true;
        }
    }

    @Override
    public void close() {
        synchronized (tree) {
            if (closed) {
                return;
            }

            closed = true;
            if (!committed) {
                keepOrDiscard();
            }
            tree.release(path);
        }
    }

    private void keepOrDiscard() {
        var replacesNothing = isNew || mode == WriteMode.APPEND || mode.takesOffset();
        try {
            if (replacesNothing && arrived.size() > 0) {
                show();
            } else if (isNew && isThere()) {
                tree.parent(path).remove(path.name());
            }
        } catch (StorageException e) {
            // The directory has gone, or the name is taken: there is nowhere to keep the bytes.
        }
    }

    private void show() throws StorageException {
        var parent = tree.parent(path);
        if (mode == WriteMode.CREATE_NEW && !isThere()) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        if (tree.find(path).orElse(null) instanceof Node.Directory) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }

        var kept = switch (mode) {
            case REPLACE, CREATE_NEW -> 0;
            case APPEND -> file.content().length;
            case RESUME, PATCH -> offset;
        };
        var content = Arrays.copyOf(file.content(),
                mode == WriteMode.PATCH ? Math.max(file.content().length, kept + arrived.size())
                        : kept + arrived.size());
        System.arraycopy(arrived.toByteArray(), 0, content, kept, arrived.size());
        file.setContent(content);
        if (mode == WriteMode.REPLACE) {
            parent.put(path.name(), file);
        }
    }

    private boolean isThere() {
        return tree.find(path).filter(found -> found == file).isPresent();
    }
}
