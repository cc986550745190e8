package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Changes;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.storage.Directories;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/** The directories above a file: cameras and scanners upload into directories that they never made. */
final class Parents {

    private Parents() {}

    /**
     * Makes those that are missing, from the root downwards.
     *
     * @param verb the command that the file comes by
     * @throws StorageException DENIED without the right to make one; whatever else keeps it from being made
     */
    static void make(CommandContext context, String verb, VirtualPath file, Changes changes) throws StorageException {
        Directories.make(context.files(), file.parent(),
                missing -> changes.makeDirectory(context, verb, missing));
    }
}
