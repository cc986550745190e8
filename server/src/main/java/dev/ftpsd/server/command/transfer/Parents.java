package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/** The directories above a file: cameras and scanners upload into directories that they never made. */
final class Parents {

    private Parents() {}

    /**
     * Makes those that are missing, from the root downwards.
     *
     * @throws StorageException DENIED without the right to make one; whatever else keeps it from being made
     */
    static void make(CommandContext context, VirtualPath file, EventLog events) throws StorageException {
        var directory = VirtualPath.ROOT;
        for (var name : file.parent().segments()) {
            directory = directory.child(name);
            if (!isThere(context, directory)) {
                make(context, events, directory);
            }
        }
    }

    private static boolean isThere(CommandContext context, VirtualPath directory) {
        try {
            return context.files().stat(directory).isDirectory();
        } catch (StorageException _) {
            return false; // and the making says what is wrong
        }
    }

    private static void make(CommandContext context, EventLog events, VirtualPath directory) throws StorageException {
        try {
            context.files().makeDirectory(directory);
            events.changed(context.session().who(), "mkdir", directory.toString());
        } catch (StorageException e) {
            // Another session of the same device was quicker.
            if (e.kind() != StorageException.Kind.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
