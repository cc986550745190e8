package dev.ftpsd.server.command.browse;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.transfer.DataDialogue;
import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.listing.ListFormat;
import dev.ftpsd.server.listing.ListingWriter;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.TextEncoding;
import dev.ftpsd.server.session.Encodings;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * LIST, NLST and MLSD over the data connection (RFC 959 §4.1.3, RFC 3659 §7): entries are sent as they are read, so that a
 * directory may have any number of them. LIST and NLST also take a pattern in the last segment of the path.
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

        /** Whether single files may be listed, by name or by pattern; MLSD lists directories only. */
        boolean takesFiles();
    }

    public ListDirectory(String verb, Style style) {
        this.verb = verb;
        this.style = style;
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var path = context.path(argument);
        FileEntry listed;
        try {
            context.files().require(Right.LIST, path);
            listed = context.files().stat(path);
        } catch (StorageException e) {
            // An exact name goes before a pattern, so that names with wildcards in them can be listed.
            var pattern = e.kind() == StorageException.Kind.NOT_FOUND && style.takesFiles()
                    ? NamePattern.of(argument)
                    : Optional.<NamePattern>empty();
            if (pattern.isEmpty()) {
                throw e;
            }
            return matching(context, pattern.get());
        }
        return existing(context, argument, path, listed);
    }

    private Outcome existing(CommandContext context, String argument, VirtualPath path, FileEntry listed)
            throws IOException {
        if (!listed.isDirectory() && !style.takesFiles()) {
            throw new StorageException(StorageException.Kind.NOT_A_DIRECTORY, path.toString(),
                    "Not a directory; use MLST for a file.");
        }

        var format = style.format(context, argument, path, listed);
        if (!listed.isDirectory()) {
            return DataDialogue.run(context, verb, "Here is the entry.",
                    (transfer, channel) -> send(context, transfer, channel, these(List.of(listed), format)));
        }
        try (var entries = context.files().list(path)) {
            return DataDialogue.run(context, verb, "Here comes the directory.",
                    (transfer, channel) -> send(context, transfer, channel,
                            writer -> writer.all(entries, format)));
        }
    }

    private Outcome matching(CommandContext context, NamePattern pattern) throws IOException {
        var directory = context.path(pattern.prefix());
        var format = style.format(context, pattern.prefix(), directory, context.files().stat(directory));
        List<FileEntry> found;
        try (var entries = context.files().list(directory)) {
            found = pattern.find(entries);
        }
        return DataDialogue.run(context, verb, "Here is what matches.",
                (transfer, channel) -> send(context, transfer, channel, these(found, format)));
    }

    /** What is listed. */
    @FunctionalInterface
    private interface Content {

        void writeTo(ListingWriter writer) throws IOException;
    }

    private static Content these(List<FileEntry> entries, ListFormat format) {
        return writer -> {
            for (var entry : entries) {
                writer.entry(entry, format);
            }
        };
    }

    private String send(CommandContext context, Transfer transfer, DataChannel channel, Content content)
            throws IOException {
        var encoding = Encodings.of(context.session(), context.settings());
        var writer = new ListingWriter(channel, encoding);
        content.writeTo(writer);
        transfer.checkNotAborted();
        channel.finish();
        transfer.moved(writer.bytes());
        return done(context, encoding, writer.leftOut());
    }

    /** The text of 226, which tells of names that are there and not in the listing. */
    private String done(CommandContext context, TextEncoding encoding, int leftOut) {
        if (leftOut == 0) {
            return DataDialogue.DONE;
        }
        context.events().namesLeftOut(context.session().who(), verb, leftOut, encoding.legacy().name());
        return "Transfer complete; " + leftOut + " left out, whose names " + encoding.legacy()
                + " cannot write: send OPTS UTF8 ON for those.";
    }
}
