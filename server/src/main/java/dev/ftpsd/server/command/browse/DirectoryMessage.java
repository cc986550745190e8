package dev.ftpsd.server.command.browse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.yaml.Utf8;
import dev.ftpsd.server.protocol.Printable;
import dev.ftpsd.storage.VirtualPath;

/**
 * The text of {@code messages.directory-file}, which is shown to whoever enters its directory. A user may have put it there:
 * it is cut, escaped, and nothing in it is filled in.
 */
final class DirectoryMessage {

    private static final int LONGEST = 4096;
    private static final int MOST_LINES = 40;

    private DirectoryMessage() {}

    /** The lines for that directory; none where it has no such file, or one that cannot be read. */
    static List<String> of(CommandContext context, VirtualPath directory) {
        var name = context.settings().messages().directoryFile();
        if (!VirtualPath.isSegment(name)) {
            return List.of();
        }
        try (var source = context.files().openDirectoryMessage(directory, name)) {
            var bytes = ByteBuffer.allocate(LONGEST);
            while (bytes.hasRemaining() && source.read(bytes, bytes.position()) >= 0) {
                // read on
            }
            // What is no UTF-8, the half of a last character included, becomes U+FFFD.
            var text = Utf8.withoutMark(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
            return text.stripTrailing().lines().limit(MOST_LINES).map(line -> line.replace("\t", "    "))
                    .map(Printable::escape).toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
