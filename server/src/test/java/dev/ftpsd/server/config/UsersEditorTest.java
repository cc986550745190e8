package dev.ftpsd.server.config;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.PasswordHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Users are added and disabled in a file that people write: all that is theirs stays. */
class UsersEditorTest {

    private static final String ENTRY = """
              - name: carol
                password: "%s"
                rights:
                  - { path: /, allow: rw }
            """.formatted(ConfFolder.HASH);

    @TempDir
    Path folder;

    ConfFolder conf;
    UsersEditor editor;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
        editor = new UsersEditor(new SettingsReader(Map.of()), folder);
    }

    private static NewUser carol() {
        return new NewUser("carol", PasswordHash.parse(ConfFolder.HASH), List.of(), Optional.empty(), List.of("rw"));
    }

    private String text() throws Exception {
        return Files.readString(folder.resolve("users.yaml"));
    }

    private void add() throws Exception {
        assertEquals("users.yaml", editor.add(carol(), Optional.empty()));
        assertTrue(conf.load().users().find("carol").isPresent());
    }

    @Test
    void a_file_that_is_not_there_is_to_be_made_first() throws Exception {
        var refused = assertThrows(EditRefusedException.class,
                () -> editor.add(carol(), Optional.of("users.d/team.yaml")));

        assertEquals(
                folder.resolve("users.d/team.yaml") + " does not exist: make it with the one line \"version: 1\" first",
                refused.getMessage());
        Files.writeString(Files.createDirectory(folder.resolve("users.d")).resolve("team.yaml"), "version: 1\n");
        assertEquals("users.d/team.yaml", editor.add(carol(), Optional.of("users.d/team.yaml")));
    }

    /** Root edits it too, and the server is somebody else; who is not root keeps what can be kept. */
    @Test
    void owner_group_and_mode_stay() throws Exception {
        conf.users("users: []");
        var file = folder.resolve("users.yaml");
        for (var key : List.of("unix:gid", "unix:uid")) {
            try {
                Files.setAttribute(file, key, 12345);
            } catch (FileSystemException e) {
                // This user gives nothing away.
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var before = Files.readAttributes(file, "unix:uid,gid,mode");

        add();
        assertEquals(before, Files.readAttributes(file, "unix:uid,gid,mode"));
    }

    @Test
    void a_user_is_added_behind_the_last_and_comments_stay_where_they_are() throws Exception {
        var before = """
                version: 1
                # the people
                users:
                  - name: anna   # boss
                    rights:
                      - { path: /, allow: ro }   # not more

                # the end
                anonymous: { enabled: false }
                """;
        conf.file("users.yaml", before);

        add();

        assertEquals(before.replace("# not more\n", "# not more\n" + ENTRY), text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"users: []", "users: [ ]   # nobody yet", "users:", "users:   # nobody yet"})
    void the_first_user_is_added(String empty) throws Exception {
        var before = "version: 1\n" + empty + "\n#  - name: example\n\nanonymous: { enabled: false }\n";
        conf.file("users.yaml", before);

        add();

        var kept = empty.replaceAll(" *\\[ ?]", "");
        assertEquals(before.replace(empty + "\n", kept + "\n" + ENTRY), text());
    }

    @Test
    void a_file_without_users_gets_the_key_also_if_its_last_line_has_no_end() throws Exception {
        conf.file("users.yaml", "version: 1");

        add();

        assertEquals("version: 1\nusers:\n" + ENTRY, text());
    }

    @Test
    void the_shipped_file_takes_a_user() throws Exception {
        var before = Files.readString(Path.of("../conf/users.yaml"));
        conf.file("users.yaml", before);

        add();

        assertEquals(before.replace("users: []\n", "users:\n" + ENTRY), text());
    }

    @Test
    void a_list_without_indentation_line_ends_of_windows_and_a_byte_order_mark_stay() throws Exception {
        conf.file("users.yaml", "\uFEFFversion: 1\r\nusers:\r\n- name: ünna\r\n  enabled: true\r\n# end\r\n");

        add();

        assertTrue(
                text().startsWith("\uFEFFversion: 1\r\nusers:\r\n- name: ünna\r\n  enabled: true\r\n- name: carol\r\n"),
                text());
        assertTrue(text().endsWith("}\r\n# end\r\n"), text());
        editor.setEnabled("ünna", false);
        assertTrue(text().contains("- name: ünna\r\n  enabled: false\r\n- name: carol"), text());
    }

    @Test
    void names_homes_and_groups_are_written_so_that_they_are_read_back() throws Exception {
        conf.users("groups: [ { name: \"the team\" } ]\n");
        var odd = new NewUser("a: #\"b", PasswordHash.parse(ConfFolder.HASH), List.of("the team"),
                Optional.of("/srv/a b: #c"), List.of());

        editor.add(odd, Optional.empty());

        assertEquals("/srv/a b: #c", conf.user("a: #\"b").account().home());
        assertEquals(List.of("the team"), conf.user("a: #\"b").account().groups());
    }

    @Test
    void what_the_reader_would_refuse_is_not_written() throws Exception {
        var before = text();
        var wrong = new NewUser("carol", PasswordHash.parse(ConfFolder.HASH), List.of("nobodys"), Optional.empty(),
                List.of("writ"));

        var problems = assertThrows(ConfigProblems.class, () -> editor.add(wrong, Optional.empty())).problems();

        assertEquals(2, problems.size(), problems::toString);
        assertEquals(before, text());
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".new")), "nothing is left behind");
        }
    }

    @Test
    void a_name_that_is_there_and_a_file_that_is_not_read_are_refused() throws Exception {
        conf.users("users: [ { name: carol } ]\n");

        assertEquals("user carol is already at users.yaml:2",
                assertThrows(EditRefusedException.class, () -> editor.add(carol(), Optional.empty())).getMessage());
        conf.users("").file("other.yaml", "version: 1\n");
        assertThrows(EditRefusedException.class, () -> editor.add(carol(), Optional.of("other.yaml")));
    }

    @Test
    void another_file_can_be_named() throws Exception {
        conf.file("users.d/team.yaml", "version: 1\n");

        assertEquals("users.d/team.yaml", editor.add(carol(), Optional.of("users.d/team.yaml")));
        editor.setEnabled("carol", false);

        assertFalse(conf.user("carol").admission().enabled());
        assertEquals("version: 1\n", text());
    }

    @Test
    void a_list_in_brackets_is_left_to_people() throws Exception {
        conf.users("users: [ { name: anna } ]\n");

        assertTrue(String.valueOf(assertThrows(EditRefusedException.class, () -> editor.add(carol(), Optional.empty()))
                .getMessage()).contains("by hand"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users: [ { name: anna, home: x } ]\n", "users:\n  - { home: x, name: \"anna\" }  # boss\n",
            "users:\n  - name: anna  # boss\n    home: x\n", "users:\n  - home: x\n    name: anna\n",
            "users:\n  - name: anna\n    enabled: true # yes\n",
            "users:\n  -\n    name: anna\n    enabled: \"true\"\n"})
    void a_user_is_disabled_and_enabled_whatever_the_layout(String users) throws Exception {
        conf.users(users + "# end\n");

        editor.setEnabled("anna", false);
        assertFalse(conf.user("anna").admission().enabled(), text());
        assertTrue(text().endsWith("# end\n") && text().contains("boss") == users.contains("boss"), text());
        editor.setEnabled("anna", true);
        assertTrue(conf.user("anna").admission().enabled(), text());
    }

    @Test
    void nobody_is_disabled_by_a_similar_name() throws Exception {
        conf.users("users: [ { name: anna } ]\n");

        assertEquals("there is no user Anna in the users files (users.yaml, users.d/*.yaml), did you mean \"anna\"?",
                assertThrows(EditRefusedException.class, () -> editor.setEnabled("Anna", false)).getMessage());
    }

    @Test
    void the_file_keeps_its_permissions_and_a_link_stays_a_link() throws Exception {
        var real = Files.createDirectories(folder.resolve("real")).resolve("users.yaml");
        Files.move(folder.resolve("users.yaml"), real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(folder.resolve("users.yaml"), Path.of("real/users.yaml"));

        add();

        assertTrue(Files.isSymbolicLink(folder.resolve("users.yaml")));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    }
}
