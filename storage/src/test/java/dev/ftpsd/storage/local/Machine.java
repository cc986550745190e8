package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A root with a file and a directory in it, and beside it what must never be reached. */
record Machine(Path root, Path outside) {

    static Machine in(Path directory) throws IOException {
        var root = Files.createDirectories(directory.resolve("srv/home"));
        // Its path begins with the characters of the root's: a prefix of text is not a parent.
        var outside = Files.createDirectories(directory.resolve("srv/home-of-another"));
        Files.writeString(outside.resolve("file"), "secret");
        Files.createDirectories(root.resolve("real/deep"));
        Files.writeString(root.resolve("real/file"), "inside");
        return new Machine(root, outside);
    }

    LocalFileStore store(LocalPolicy policy) throws IOException {
        return store(policy, OpenDirectory::open);
    }

    LocalFileStore store(LocalPolicy policy, Jail.Opener opener) throws IOException {
        return LocalFileStore.open(root, false, policy, Uploader.NOBODY, opener);
    }

    void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    boolean exists(String name) {
        return Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** All that stands outside, with its content: to be compared with what stood there before. */
    Map<String, String> picture() throws IOException {
        Map<String, String> picture = new TreeMap<>();
        try (var walk = Files.walk(outside)) {
            for (var file : walk.toList()) {
                var content = Files.isRegularFile(file) ? Files.readString(file, UTF_8) : "";
                var modified = Files.isDirectory(file) ? "" : " " + Files.getLastModifiedTime(file);
                picture.put(outside.relativize(file).toString(), content + modified);
            }
        }
        return picture;
    }
}
