package dev.ftpsd.storage.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import org.jspecify.annotations.Nullable;

/** Gathers the bytes of an upload and puts them into the tree at its end. One thread at a time. */
final class MemorySink implements FileSink {

    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Tree tree;
    private final VirtualPath path;
    private final WriteMode mode;
    private final Node.File file;
    private final @Nullable Node old;
    private final byte[] before;
    private final int position;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private boolean keepsOthers;
    private boolean broken;
    private boolean committed;
    private boolean closed;

    /**
     * An upload.
     *
     * @param before what the new bytes are put into
     * @param position where in it the first of them goes
     */
    private MemorySink(Tree tree, VirtualPath path, WriteMode mode, byte[] before, int position) {
        this.tree = tree;
        this.path = path;
        this.mode = mode;
        this.file = tree.newFile();
        this.old = tree.find(path).orElse(null);
        if (old != null) {
            file.setMode(old.entry(path.name()).mode());
        }
        this.before = before;
        this.position = position;
        this.keepsOthers = mode == WriteMode.CREATE_LATE;
    }

    /** The caller holds the tree's monitor. */
    static MemorySink open(Tree tree, VirtualPath path, WriteMode mode, long offset) throws StorageException {
        var found = tree.find(path);
        if (found.orElse(null) instanceof Node.Directory) {
            throw StorageException.of(mode.isNew() ? Kind.ALREADY_EXISTS : Kind.NOT_A_FILE, path);
        }
        var parent = tree.parent(path);
        if (tree.isClaimed(path)) {
            throw StorageException.of(Kind.BUSY, path);
        }
        if (mode.isNew() && found.isPresent()) {
            throw StorageException.of(Kind.ALREADY_EXISTS, path);
        }
        var before = before(tree, path, mode, offset);
        if (offset > before.length) {
            throw StorageException.of(Kind.OUT_OF_RANGE, path);
        }

        tree.claim(path);
        var sink = new MemorySink(tree, path, mode, before, mode == WriteMode.APPEND ? before.length : (int) offset);
        if (mode == WriteMode.CREATE_NEW) {
            parent.put(path.name(), sink.file);
        }
        return sink;
    }

    private static byte[] before(Tree tree, VirtualPath path, WriteMode mode, long offset) throws StorageException {
        var part = tree.parts().getOrDefault(path, new byte[0]);
        var old = tree.find(path).map(Node.File.class::cast).map(Node.File::content);
        var reach = Math.min(part.length, old.map(content -> content.length).orElse(0));
        var differs = old.isPresent() && !Arrays.equals(part, 0, reach, old.get(), 0, reach);
        if (differs && mode == WriteMode.APPEND) {
            throw StorageException.of(Kind.BUSY, path);
        }
        if (differs && mode == WriteMode.RESUME && offset > part.length) {
            throw StorageException.of(Kind.OUT_OF_RANGE, path);
        }
        return switch (mode) {
            case REPLACE, CREATE_NEW, CREATE_LATE -> new byte[0];
            case APPEND -> old.orElse(part);
            case PATCH -> old.orElse(offset == part.length || offset == part.length - 1 ? part : new byte[0]);
            case RESUME -> offset > 0 && offset <= part.length ? part : old.orElse(part);
        };
    }

    @Override
    public void write(ByteBuffer source) throws StorageException {
        if (source.remaining() > MOST_BYTES - arrived.size() - before.length) {
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
    public boolean mayBeThere() {
        return committed;
    }

    @Override
    public void keepOthers() {
        keepsOthers = true;
    }

    @Override
    public Optional<FileEntry> committed() {
        synchronized (tree) {
            return committed ? Optional.of(file.entry(path.name())) : Optional.empty();
        }
    }

    @Override
    public void discard() {
        broken = true;
        close();
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
        if (mode == WriteMode.CREATE_NEW && isThere()) {
            tree.remove(path);
        }
        if (broken) {
            tree.parts().remove(path);
        } else if (arrived.size() > 0 && !isBehindFile()) {
            tree.parts().put(path, content());
        }
    }

    /** Whether the new bytes go into what stands at the name; asked before they do. */
    private boolean isBehindFile() {
        var come = tree.parts().getOrDefault(path, new byte[0]).length;
        return old instanceof Node.File && switch (mode) {
            case REPLACE, CREATE_NEW, CREATE_LATE -> false;
            case APPEND, PATCH -> true;
            case RESUME -> position == 0 || position > come;
        };
    }

    private void show() throws StorageException {
        var parent = tree.parent(path);
        if (mode == WriteMode.CREATE_NEW && !isThere()) {
            broken = true;
            throw StorageException.taken(path);
        }
        if (tree.find(path).orElse(null) instanceof Node.Directory) {
            throw StorageException.of(Kind.NOT_A_FILE, path);
        }
        if (keepsOthers && mode != WriteMode.CREATE_NEW && tree.find(path).filter(found -> found != old).isPresent()) {
            broken = true;
            throw StorageException.taken(path);
        }

        file.setContent(content());
        parent.put(path.name(), file);
        tree.parts().remove(path);
    }

    private byte[] content() {
        var end = position + arrived.size();
        var content = Arrays.copyOf(before, mode == WriteMode.PATCH ? Math.max(before.length, end) : end);
        System.arraycopy(arrived.toByteArray(), 0, content, position, arrived.size());
        return content;
    }

    private boolean isThere() {
        return tree.find(path).filter(found -> found == file).isPresent();
    }
}
