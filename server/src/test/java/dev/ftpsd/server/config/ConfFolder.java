package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.config.yaml.Problem;

/** A configuration folder in a temporary place: both files right and nearly empty until a test writes them. */
final class ConfFolder {

    /** Of "secret", at a cost that is quick to parse; nobody computes it here. */
    static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    ConfFolder(Path folder) throws IOException {
        this.folder = folder;
        machine("");
        users("");
    }

    /** Writes ftpsd.yaml, the version on the first line. */
    ConfFolder machine(String text) throws IOException {
        return file("ftpsd.yaml", "version: 1\n" + text);
    }

    /** Writes users.yaml, the version on the first line. */
    ConfFolder users(String text) throws IOException {
        return file("users.yaml", "version: 1\n" + text);
    }

    ConfFolder file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    ConfFolder file(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, bytes);
        return this;
    }

    ConfFolder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path path() {
        return folder;
    }

    Loaded load() throws ConfigProblems {
        return new SettingsReader(environment).read(folder);
    }

    UserRecord user(String name) throws ConfigProblems {
        return load().users().find(name).orElseThrow();
    }

    /** What is wrong, a line each; empty where nothing is. */
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (ConfigProblems e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    List<String> warnings() throws ConfigProblems {
        return load().warnings().stream().map(Problem::toString).toList();
    }
}
