package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The user's home: what {@code given} puts there and {@code then} looks for. */
final class Home {

    private static final Pattern FACT =
            Pattern.compile("(given|then) (file|dir|link|no) (\"(?:[^\"\\\\]|\\\\.)*\"|[^\" ]+)(?: (.*))?");
    private static final Pattern CONTENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"(?: (\\d{14}))?");
    private static final Pattern SIZE = Pattern.compile("(\\d+) bytes");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final Path root;

    Home(Path root) {
        this.root = root;
    }

    /**
     * Something in the home.
     *
     * @param given true if it is made, false if it is looked for
     * @param kind file, dir, link or no
     * @param content of a file, in octets; a link's target
     * @param modified of a file, if that is said
     */
    record Fact(boolean given, String kind, String name, String content, @Nullable FileTime modified) {

        static Fact parse(String line) {
            var parts = FACT.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("given file NAME \"CONTENT\", for example");
            }
            var quoted = parts.group(3);
            var name = quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : quoted;
            var rest = parts.group(4) == null ? "" : parts.group(4);
            return of(parts.group(1).equals("given"), parts.group(2), new String(
                    Escapes.octets(name).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), rest);
        }

        private static Fact of(boolean given, String kind, String name, String rest) {
            if (!kind.equals("file")) {
                return new Fact(given, kind, name, rest.startsWith("to ") ? rest.substring(3) : rest, null);
            }
            var size = SIZE.matcher(rest);
            if (size.matches()) {
                return new Fact(given, kind, name, "x".repeat(Integer.parseInt(size.group(1))), null);
            }
            var content = CONTENT.matcher(rest);
            if (!content.matches()) {
                throw new IllegalArgumentException("a file needs \"CONTENT\" or N bytes");
            }
            var time = content.group(2);
            return new Fact(given, kind, name, Escapes.octets(content.group(1)), time == null ? null
                    : FileTime.from(LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC)));
        }
    }

    /** Empties it. */
    void clear() throws IOException {
        Files.createDirectories(root);
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(root)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Makes what is given; returns what is wrong with what should be there, or null. */
    @Nullable
    String apply(Fact fact) throws IOException {
        var path = root.resolve(fact.name());
        if (!fact.given()) {
            return look(fact, path);
        }
        switch (fact.kind()) {
            case "file" -> {
                Files.writeString(path, fact.content(), StandardCharsets.ISO_8859_1);
                if (fact.modified() != null) {
                    Files.setLastModifiedTime(path, fact.modified());
                }
            }
            case "dir" -> Files.createDirectory(path);
            case "link" -> Files.createSymbolicLink(path, Path.of(fact.content()));
            default -> throw new IllegalStateException("nothing cannot be given");
        }
        return null;
    }

    private static @Nullable String look(Fact fact, Path path) throws IOException {
        return switch (fact.kind()) {
            case "dir" -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? null : "no such directory";
            case "no" -> Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? "it is there" : null;
            case "link" -> Files.isSymbolicLink(path) ? null : "no such link";
            default -> lookAtFile(fact, path);
        };
    }

    private static @Nullable String lookAtFile(Fact fact, Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return "no such file";
        }
        var content = Files.readString(path, StandardCharsets.ISO_8859_1);
        if (!content.equals(fact.content())) {
            return "it holds: " + Escapes.show(content.substring(0, Math.min(200, content.length())));
        }
        var modified = Files.getLastModifiedTime(path);
        return fact.modified() == null || fact.modified().equals(modified) ? null : "it was modified " + modified;
    }
}
