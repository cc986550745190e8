package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.PasswordHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A user's new password takes the place of the old one, and nothing else of the file changes. */
class NewPasswordInFileTest {

    private static final String NEW = ConfFolder.HASH.replace("AAAA", "BBBB");

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

        assertEquals("users.yaml", editor.setPassword("anna", PasswordHash.parse(NEW)));

        assertEquals("version: 1\n" + after, text());
        assertEquals(Optional.of(NEW),
                Optional.ofNullable(conf.user("anna").proofs().password()).map(PasswordHash::encoded));
    }

    private String refusal(String name) {
        return String.valueOf(assertThrows(EditRefusedException.class,
                () -> editor.setPassword(name, PasswordHash.parse(NEW))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"HASH\"", "'HASH'", "HASH"})
    void the_hash_is_replaced_however_it_is_quoted(String quoted) throws Exception {
        var around = """
                # the people
                users:
                  - name: bob
                    password: "HASH"
                  - name: anna   # boss
                    # since 2019
                    password:   PLACE   # from the old server
                    rights:
                      - { path: /, allow: ro }

                # the end
                """.replace("HASH", ConfFolder.HASH);

        becomes(around.replace("PLACE", quoted.replace("HASH", ConfFolder.HASH)),
                around.replace("PLACE", '"' + NEW + '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users: [ { name: anna, password: \"HASH\", home: x } ] # end\n",
            "users:\n  - { password: 'HASH', name: anna }\n", "users:\n- password: HASH\n  name: anna\n"})
    void it_is_replaced_in_every_layout(String users) throws Exception {
        becomes(users.replace("HASH", ConfFolder.HASH),
                users.replaceAll("[\"']?HASH[\"']?", "HASH").replace("HASH", '"' + NEW + '"'));
    }

    /** A hash of /etc/shadow gives way as well. */
    @Test
    void a_user_without_a_password_gets_one_behind_the_name() throws Exception {
        becomes("users:\n  - name: anna # boss\n    home: x\n",
                "users:\n  - name: anna # boss\n    password: \"" + NEW + "\"\n    home: x\n");
        becomes("users: [ { name: anna } ]\n", "users: [ { name: anna, password: \"" + NEW + "\" } ]\n");
    }

    @Test
    void a_password_that_two_share_is_left_to_people() throws Exception {
        conf.users("users:\n  - name: bob\n    password: &shared \"" + ConfFolder.HASH
                + "\"\n  - name: anna\n    password: *shared\n");
        var before = text();

        assertEquals("password: of anna is no plain word; set it by hand", refusal("anna"));
        assertEquals("password: of bob is no plain word; set it by hand", refusal("bob"));
        assertEquals(before, text());
    }

    @Test
    void who_logs_in_by_certificate_alone_gets_none() throws Exception {
        conf.users("users:\n  - name: anna\n    login: certificate\n    certificates: [anna.example.org]\n");

        assertEquals("user anna logs in by certificate alone, so that a password changes nothing: change login: first,"
                + " at users.yaml:3", refusal("anna"));
    }

    @Test
    void names_without_an_entry_are_refused_with_the_place_that_decides() throws Exception {
        conf.users("users: [ { name: anna } ]\nanonymous: { enabled: true, home: pub }\n");

        assertEquals("there is no user ana in the users files (users.yaml, users.d/*.yaml), did you mean \"anna\"?",
                refusal("ana"));
        assertTrue(refusal("ftpsd").contains("FTPSD_PASSWORD or users.bootstrap.password"), refusal("ftpsd"));
        assertEquals("ftp is no entry of users: but the section at users.yaml:3; anonymous: { enabled: false } keeps"
                + " them out", refusal("ftp"));
    }
}
