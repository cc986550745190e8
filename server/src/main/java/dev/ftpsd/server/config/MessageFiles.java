package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.config.yaml.FileFailure;
import dev.ftpsd.server.config.yaml.Nearest;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Problems;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Utf8;

/** Reads the texts of the messages folder; a folder or a text that is not there is no mistake. */
final class MessageFiles {

    private static final int LONGEST = 8192;
    private static final int MOST_LINES = 100;

    private MessageFiles() {}

    /**
     * Reads the folder.
     *
     * @param folder of the texts
     * @param name of the folder, as the administrator knows it
     */
    static MessageTexts read(Path folder, String name, Problems problems) {
        var texts = new EnumMap<Message, Template>(Message.class);
        var known = Arrays.stream(Message.values()).map(Message::file).toList();
        for (var file : find(folder)) {
            var fileName = String.valueOf(file.getFileName());
            var shown = name + "/" + Quoted.plain(fileName);
            Arrays.stream(Message.values()).filter(message -> message.file().equals(fileName)).findFirst()
                    .ifPresentOrElse(
                            message -> read(file, shown, message, problems).ifPresent(text -> texts.put(message, text)),
                            () -> problems.warning(Origin.of(shown), "",
                                    "no text of that name is used" + Nearest.hint(fileName, known)));
        }
        return new MessageTexts(texts);
    }

    /** The texts of a folder; none where it is not there. */
    static List<Path> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(".txt"))
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith(".")).sorted().toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<Template> read(Path file, String shown, Message message, Problems problems) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LONGEST + 1);
            var text = Utf8.decode(bytes);
            if (bytes.length > LONGEST || text.lines().count() > MOST_LINES) {
                problems.error(Origin.of(shown), "",
                        "longer than " + LONGEST + " bytes or " + MOST_LINES + " lines: it is sent to every client");
                return Optional.empty();
            }
            return text.isBlank() ? Optional.empty() : Optional.of(Template.parse(text, message.variables()));
        } catch (Template.Mistake e) {
            problems.error(new Origin(shown, e.line(), e.column()), "", e.getMessage() + "");
        } catch (CharacterCodingException e) {
            problems.error(Origin.of(shown), "", "not UTF-8: save it in that encoding");
        } catch (IOException e) {
            problems.error(Origin.of(shown), "", "cannot be read: " + FileFailure.sentence(e));
        }
        return Optional.empty();
    }
}
