package dev.ftpsd.server.session;

import java.util.OptionalLong;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.RightsTable;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;

/** What an upload needs by what stands at its name. Of whoever may not overwrite, no byte that is there takes harm. */
record UploadRights(FileStore files, RightsTable rights) {

    /** @throws StorageException DENIED; BAD_NAME for a hidden name */
    void require(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        refuseHiddenName(path);
        switch (mode) {
            case REPLACE -> requireByWhatIsThere(path, Right.CREATE);
            case PATCH -> requireByWhatIsThere(path, Right.OVERWRITE);
            case CREATE_NEW, CREATE_LATE -> require(Right.CREATE, path);
            case APPEND -> require(Right.APPEND, path);
            case RESUME -> {
                require(Right.APPEND, path);
                requireForLoss(path, mode, offset);
            }
        }
    }

    /**
     * To make a file, or to change one. Whoever may do both is not asked which it is.
     *
     * @param inDropBox what is needed where nobody is to learn it
     */
    private void requireByWhatIsThere(VirtualPath path, Right inDropBox) throws StorageException {
        var text = path.toString();
        if (rights.allows(Right.CREATE, text) && rights.allows(Right.OVERWRITE, text)) {
            return;
        }
        if (DropBox.holds(rights, text)) {
            require(inDropBox, path);
        } else {
            require(UploadCheck.exists(files, path) ? Right.OVERWRITE : Right.CREATE, path);
        }
    }

    private void require(Right right, VirtualPath path) throws StorageException {
        GuardedFileStore.require(rights, right, path);
    }

    /** What stands behind the offset goes, and all of a file where an upload goes on from what an earlier one has left. */
    private void requireForLoss(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (mode == WriteMode.APPEND || rights.allows(Right.OVERWRITE, path.toString())
                || !UploadCheck.exists(files, path)) {
            return;
        }
        var goesOnFromPart =
                mode == WriteMode.RESUME && offset > 0 && files.partOf(path).orElse(0) >= offset;
        if (goesOnFromPart || files.stat(path).size() > offset) {
            require(Right.OVERWRITE, path);
        }
    }

    /** Told of every hidden name, whether or not something has it. */
    void refuseHiddenName(VirtualPath path) throws StorageException {
        if (rights.hides(path.toString())) {
            throw StorageException.of(Kind.BAD_NAME, path);
        }
    }

    /** Whether it goes to a drop box, where a taken name becomes another one. */
    boolean isDropped(VirtualPath path, WriteMode mode) {
        return mode == WriteMode.REPLACE && DropBox.holds(rights, path.toString());
    }

    /** Opens what {@link #require} has let through. */
    FileSink open(VirtualPath path, WriteMode mode, long offset) throws StorageException {
        if (isDropped(path, mode)) {
            return DropBox.open(files, path);
        }
        var mayAppend = rights.allows(Right.APPEND, path.toString());
        var mayOverwrite = rights.allows(Right.OVERWRITE, path.toString());
        var isOnce = !mayAppend && !mayOverwrite && mode == WriteMode.REPLACE;
        var sink = mode == WriteMode.APPEND ? openAppending(path)
                : files.openWrite(path, isOnce ? WriteMode.CREATE_LATE : mode, offset);
        if (!mayOverwrite) {
            keepOthers(sink, path, mode, offset);
        }
        return mayAppend ? sink : new OnceOnlySink(sink, path);
    }

    /** Where there is no file but what has come of one, that goes on as {@link GuardedFileStore#partOf} says. */
    private FileSink openAppending(VirtualPath path) throws StorageException {
        var part = files.find(path).isPresent() ? OptionalLong.empty() : files.partOf(path);
        if (part.isEmpty()) {
            return files.openWrite(path, WriteMode.APPEND, 0);
        }
        var sink = part.getAsLong() > 1
                ? new GoneOnSink(files.openWrite(path, WriteMode.RESUME, part.getAsLong() - 1), path)
                : files.openWrite(path, WriteMode.CREATE_LATE, 0);
        try {
            if (files.find(path).isEmpty()) {
                return sink;
            }
            // It came between the look and the opening, and nothing of it is to be cut off.
            throw StorageException.of(Kind.BUSY, path);
        } catch (StorageException e) {
            sink.close();
            throw e;
        }
    }

    /** Between the look and the opening, and until the end, others may put something there. */
    private void keepOthers(FileSink sink, VirtualPath path, WriteMode mode, long offset) throws StorageException {
        try {
            sink.keepOthers();
            requireForLoss(path, mode, offset);
        } catch (StorageException e) {
            sink.close();
            throw e;
        }
    }
}
