package dev.ftpsd.server.command.browse;

import java.io.IOException;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.transfer.DataDialogue;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.listing.ListFormat;
import dev.ftpsd.server.listing.ListingWriter;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * LIST, NLST and MLSD over the data connection (RFC 959 §4.1.3, RFC 3659 §7): entries are sent as they are read, so that a
 * directory may have any number of them.
 */
public final class ListDirectory implements Command<String> {

    private final String verb;
    private final Style style;

    /** How one of the three says it. */
    public interface Style {

        /**
         * The format of one listing.
         *
         * @param argument as the client gave it, without options
         * @param path what it means
         * @param listed the directory or file at path
         */
        ListFormat format(CommandContext context, String argument, VirtualPath path, FileEntry listed);

        /** Whether a single file may be listed; MLSD lists directories only. */
        boolean takesFiles();
    }

    public ListDirectory(String verb, Style style) {
        this.verb = verb;
        this.style = style;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var files = context.files();
        var path = context.path(argument);
        files.require(Right.LIST, path);
        var listed = files.stat(path);
        if (!listed.isDirectory() && !style.takesFiles()) {
            throw new StorageException(StorageException.Kind.NOT_A_DIRECTORY, path.toString(),
                    "Not a directory; use MLST for a file.");
        }

        var format = style.format(context, argument, path, listed);
        if (!listed.isDirectory()) {
            return DataDialogue.run(context, verb, "Here is the entry.",
                    (transfer, channel) -> sendOne(transfer, channel, format.line(listed)));
        }
        try (var entries = files.list(path)) {
            return DataDialogue.run(context, verb, "Here comes the directory.",
                    (transfer, channel) -> sendAll(transfer, channel, entries, format));
        }
    }

    private static void sendAll(Transfer transfer, DataChannel channel, DirectoryListing entries,
            ListFormat format) throws IOException {
        var writer = new ListingWriter(channel);
        while (true) {
            var entry = entries.next();
            if (entry.isEmpty()) {
                break;
            }
            writer.line(format.line(entry.get()));
        }
        finish(transfer, channel, writer);
    }

    private static void sendOne(Transfer transfer, DataChannel channel, String line) throws IOException {
        var writer = new ListingWriter(channel);
        writer.line(line);
        finish(transfer, channel, writer);
    }

    private static void finish(Transfer transfer, DataChannel channel, ListingWriter writer) throws IOException {
        transfer.checkNotAborted();
        channel.finish();
        transfer.moved(writer.bytes());
    }
}
