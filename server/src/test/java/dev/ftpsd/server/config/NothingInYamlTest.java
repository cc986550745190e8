package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What YAML has for nothing is no text, and what a shell has for a home is no folder. */
class NothingInYamlTest {

    private static final String NOTHING =
            " is YAML's word for nothing: write \"\" for none, leave the key out for its default,"
                    + " or put the word in quotation marks";

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", "NULL"})
    void a_null_is_no_password(String word) throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:33 users.bootstrap.password: " + word + NOTHING),
                conf.machine("users: { bootstrap: { password: " + word + " } }\n").problems());
    }

    @Test
    void a_null_is_told_wherever_it_stands() throws Exception {
        conf.machine("server: ~\ntls: { ciphers: [null], certificate: NULL }\n").users("users: [{ name: null }, ~]\n");

        assertEquals(List.of("ftpsd.yaml:2:9 server: ~" + NOTHING, "ftpsd.yaml:3:18 tls.ciphers[0]: null" + NOTHING,
                "ftpsd.yaml:3:38 tls.certificate: NULL" + NOTHING, "users.yaml:2:17 users[0].name: null" + NOTHING,
                "users.yaml:2:25 users[1]: ~" + NOTHING),
                conf.problems().stream().filter(line -> line.endsWith(NOTHING)).toList());
    }

    @Test
    void in_quotation_marks_it_is_text() throws Exception {
        conf.machine("server: { greeting-name: \"~\" }\n")
                .users("users: [{ name: \"null\", password: \"" + ConfFolder.HASH + "\" }]\n");

        assertEquals("~", conf.load().settings().server().greetingName());
        assertEquals("null", conf.user("null").name());
    }

    @Test
    void a_tilde_before_a_home_is_no_shell_s_and_warned_of() throws Exception {
        var words = ": ~ is a folder of that name in the installation, not somebody's home: write the whole path";
        conf.machine("users: { bootstrap: { home: ~/ftp } }\n").users("defaults: { home: \"~anna/{name}\" }\n");

        assertEquals(List.of("ftpsd.yaml:2:29 users.bootstrap.home" + words, "users.yaml:2:19 defaults.home" + words),
                conf.warnings());
    }
}
