package dev.ftpsd.server.config;

import java.nio.file.Path;

/**
 * Texts of the administrator's own.
 *
 * @param dir the folder of the texts; default {@code messages}; relative to the configuration folder; need not exist
 * @param directoryFile a file whose text is shown when its directory is entered; empty for none; default
 *        {@code .message}
 * @param texts those of the folder
 */
public record MessageSettings(Path dir, String directoryFile, MessageTexts texts) {

    public static final MessageSettings DEFAULTS = new MessageSettings(Path.of("messages"), ".message",
            MessageTexts.BUILT_IN);

    public MessageSettings {
        Checks.that(!directoryFile.contains("/"), "directory-file is a name, not a path");
    }

    MessageSettings with(MessageTexts found) {
        return new MessageSettings(dir, directoryFile, found);
    }
}
