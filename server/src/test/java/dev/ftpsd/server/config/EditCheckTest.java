package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.auth.UserRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** An edit of one user, in a file whose entries refer to each other, does that or nothing. */
class EditCheckTest {

    @TempDir
    Path folder;

    private ConfFolder conf;
    private UsersEditor editor;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
        editor = new UsersEditor(new SettingsReader(Map.of()), folder);
        conf.machine("");
    }

    private String text() throws Exception {
        return Files.readString(folder.resolve("users.yaml"));
    }

    private List<String> names() throws Exception {
        return conf.load().users().users().stream().map(UserRecord::name).toList();
    }

    /** YAML's library gives an alias the place of its anchor. */
    @Test
    void an_alias_at_the_end_of_an_entry_takes_nobody_along() throws Exception {
        var before = """
                version: 1
                users:
                  - name: a
                    rights: &r
                      - { path: /, allow: ro }
                  - name: b
                    rights: *r
                  - name: c
                    rights: *r   # as a
                  - name: d
                    home: x
                """;
        for (var name : List.of("b", "c", "d")) {
            Files.writeString(folder.resolve("users.yaml"), before);

            editor.delete(name);

            assertEquals(before.replaceFirst("(?m)^  - name: " + name + "\n.*\n", ""), text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "  - name: a\n    groups: &g x\n    home: h\n  - name: b\n    groups:\n      - *g\n  - name: d\n    home: x\n",
            "  - name: &n a\n    home: h\n  - name: b\n    links:\n      - path: /l\n        to: *n\n  - name: d\n"})
    void what_cannot_be_told_apart_is_left_to_people(String users) throws Exception {
        var before = "version: 1\ngroups: [ { name: x } ]\nusers:\n" + users;
        Files.writeString(folder.resolve("users.yaml"), before);

        for (var name : List.of("a", "b", "d")) {
            var names = names();
            try {
                editor.delete(name);
            } catch (EditRefusedException | ConfigProblems e) {
                assertEquals(names, names());
                continue;
            }
            assertEquals(names.stream().filter(other -> !other.equals(name)).toList(),
                    names());
        }
    }

    @Test
    void a_group_that_lends_its_name_is_not_disabled_with_a_user() throws Exception {
        var before = """
                version: 1
                groups:
                  - name: &g staff
                users:
                  - name: *g
                  - name: b
                    groups: [staff]
                """;
        Files.writeString(folder.resolve("users.yaml"), before);

        assertThrows(Exception.class, () -> editor.setEnabled("staff", false));

        assertEquals(before, text());
    }
}
