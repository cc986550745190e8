package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.PasswordHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The README's walk of a user who is added to the users file that ships, and made a drop box: its lines have those numbers. */
class ReadmeLinesTest {

    private static final String DROP_BOX =
            "      - { path: /, allow: ro }\n      - { path: /in, allow: drop }\n    folders: [in]\n";

    @TempDir
    Path folder;

    private ConfFolder conf;
    private String readme = "";

    @BeforeEach
    void walk() throws Exception {
        readme = Files.readString(Path.of("../README.md"));
        conf = new ConfFolder(folder).file("users.yaml", Files.readAllBytes(Path.of("../conf/users.yaml")));
        var acme = new NewUser("acme", PasswordHash.parse(ConfFolder.HASH), List.of(), Optional.empty(), List.of("rw"));
        new UsersEditor(new SettingsReader(Map.of()), folder).add(acme, Optional.empty());
        replace("      - { path: /, allow: rw }\n", DROP_BOX);
    }

    private String text() throws Exception {
        return Files.readString(folder.resolve("users.yaml"));
    }

    /** Where the text stands last: before that are the comments. */
    private void replace(String text, String by) throws Exception {
        var before = text();
        var at = before.lastIndexOf(text);
        conf.file("users.yaml", before.substring(0, at) + by + before.substring(at + text.length()));
    }

    private void promised(String line) {
        assertTrue(readme.contains(line), "the README does not say " + line);
    }

    @Test
    void explain_answers_with_these_lines() throws Exception {
        var user = conf.user("acme").origin();
        var rule = text().lines().toList().indexOf("      - { path: /, allow: ro }") + 1;

        promised("  decided by  users.yaml:" + rule + "  path / allows ro\n");
        promised("or a rule for a longer path at " + user + "\n");
        promised("  the user    " + user + ", who may log in\n");
    }

    @Test
    void the_typo_is_named_with_this_line() throws Exception {
        replace("allow: drop", "allow: dorp");

        var problems = conf.problems();
        assertEquals(1, problems.size(), problems::toString);
        promised("… WARN  Reload " + problems.getFirst() + "\n");
    }
}
