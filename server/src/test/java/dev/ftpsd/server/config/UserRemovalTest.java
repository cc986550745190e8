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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A user who is deleted takes the comments of the entry along, and nothing else. */
class UserRemovalTest {

    @TempDir
    Path folder;

    private ConfFolder conf;
    private UsersEditor editor;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
        editor = new UsersEditor(new SettingsReader(Map.of()), folder);
    }

    private String text() throws Exception {
        return Files.readString(folder.resolve("users.yaml"));
    }

    private void becomes(String before, String after) throws Exception {
        conf.users(before);

        editor.delete("anna");

        assertEquals("version: 1\n" + after, text());
        assertTrue(conf.load().users().find("anna").isEmpty());
    }

    private static final String BEFORE = """
            # the people
            users:
              - name: bob   # since 2019
                home: b
                # bob's last words

              # anna is the boss,
              # of all
              - name: anna   # boss
                # her files
                home: a
                rights:
                  - { path: /, allow: ro }   # not more
                # enabled: false

              # carol
              - name: carol

            # the end
            anonymous: { enabled: false }
            """;

    @Test
    void an_entry_goes_with_its_comments_and_the_rest_stays() throws Exception {
        becomes(BEFORE, """
                # the people
                users:
                  - name: bob   # since 2019
                    home: b
                    # bob's last words

                  # carol
                  - name: carol

                # the end
                anonymous: { enabled: false }
                """);
    }

    @Test
    void the_first_and_the_last_can_go() throws Exception {
        becomes(BEFORE.replace("anna", "dora").replace("bob", "anna"), """
                # the people
                users:
                  # dora is the boss,
                  # of all
                  - name: dora   # boss
                    # her files
                    home: a
                    rights:
                      - { path: /, allow: ro }   # not more
                    # enabled: false

                  # carol
                  - name: carol

                # the end
                anonymous: { enabled: false }
                """);
        becomes(BEFORE.replace("anna", "dora").replace("carol", "anna"), BEFORE.replace("anna", "dora")
                .replace("  # carol\n  - name: carol\n\n", ""));
        becomes("users:\n  - name: bob\n\n  - name: anna\n    home: x", "users:\n  - name: bob\n");
    }

    /** An entry that is switched off by a hash sign may be wanted again. */
    @Test
    void an_entry_in_a_comment_is_nobodys() throws Exception {
        becomes("users:\n  - name: bob\n  # - name: old\n  #   home: x\n  - name: anna\n",
                "users:\n  - name: bob\n  # - name: old\n  #   home: x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users:\n  - name: anna\n    home: x\n", "users:\n- { name: anna,\n    home: x }  # boss\n",
            "users:\n  -   # boss\n    name: anna\n", "users:\n  # boss\n  - home: x\n    name: \"anna\"\n"})
    void the_last_leaves_an_empty_list(String users) throws Exception {
        becomes(users + "# end\n", "users: []\n# end\n");
        assertTrue(editorOf(users).delete("anna").last());
    }

    private UsersEditor editorOf(String users) throws Exception {
        conf.users(users);
        return editor;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [ { name: anna, home: x } ]          | []
            [ { name: anna }, ]                  | []
            [ { name: anna }, { name: bob } ]    | [ { name: bob } ]
            [ { name: bob }, { name: anna } ]    | [ { name: bob } ]
            [{ name: a }, {name: anna}, {name: b}] | [{ name: a }, {name: b}]
            """)
    void a_list_in_brackets_stays_one(String before, String after) throws Exception {
        becomes("users: " + before + " # people\n", "users: " + after + " # people\n");
    }

    @Test
    void a_comment_between_brackets_is_left_to_people() throws Exception {
        conf.users("users: [\n  { name: bob }, # boss\n  { name: anna }\n  ]\n");
        var before = text();

        assertTrue(String.valueOf(
                assertThrows(EditRefusedException.class, () -> editor.delete("anna")).getMessage())
                .contains("by hand"));
        assertEquals(before, text());
    }

    @Test
    void who_was_added_and_is_deleted_leaves_the_shipped_file_as_it_was() throws Exception {
        var shipped = Files.readString(Path.of("../conf/users.yaml"));
        conf.file("users.yaml", shipped);
        editor.add(new NewUser("anna", PasswordHash.parse(ConfFolder.HASH), List.of(), Optional.of("/srv/a"),
                List.of("rw")), Optional.empty());

        var deleted = editor.delete("anna");

        assertEquals(shipped, text());
        assertEquals("users.yaml", deleted.file());
        assertEquals("/srv/a", deleted.user().account().home());
    }

    @Test
    void line_ends_of_windows_and_a_byte_order_mark_stay() throws Exception {
        conf.file("users.yaml", "\uFEFFversion: 1\r\nusers:\r\n- name: anna\r\n  home: x\r\n- name: bob\r\n");

        assertFalse(editor.delete("anna").last());

        assertEquals("\uFEFFversion: 1\r\nusers:\r\n- name: bob\r\n", text());
    }

    @Test
    void a_user_of_another_file_is_found_there_and_one_of_none_is_refused() throws Exception {
        conf.file("users.d/team.yaml", "version: 1\nusers:\n  - name: anna\n");

        assertEquals("users.d/team.yaml", editor.delete("anna").file());
        assertEquals("there is no user anna in the users files (users.yaml, users.d/*.yaml)",
                assertThrows(EditRefusedException.class, () -> editor.delete("anna")).getMessage());
    }

    /** Others refer to it: the file would not be read any more. */
    @Test
    void an_entry_that_others_refer_to_stays() throws Exception {
        conf.users(
                "users:\n  - name: anna\n    rights: &all\n      - { path: /, allow: ro }\n  - name: bob\n    rights: *all\n");
        var before = text();

        assertThrows(ConfigProblems.class, () -> editor.delete("anna"));
        assertEquals(before, text());
    }
}
