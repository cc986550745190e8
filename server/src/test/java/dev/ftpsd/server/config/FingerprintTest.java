package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class FingerprintTest {

    @TempDir
    Path folder;

    @TempDir
    Path secrets;

    private ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private String now() {
        return Fingerprint.of(conf.path(), Settings.DEFAULTS, List.of());
    }

    @Test
    void a_secret_file_that_comes_or_changes_is_a_change() throws Exception {
        var secret = secrets.resolve("key-password");
        conf.machine("tls: { key-password: \"${file:" + secret + "}\" }\n");
        var missing = now();
        Files.writeString(secret, "old");
        var old = now();
        Files.writeString(secret, "new");

        assertNotEquals(missing, old);
        assertNotEquals(old, now());
    }

    @Test
    void it_counts_also_in_a_file_with_mistakes_since_it_may_be_what_is_missing() throws Exception {
        var secret = secrets.resolve("s3");
        conf.machine("storage: { s3: { secret-key: \"a${file:" + secret + "}b\" }\n  nonsense");
        var missing = now();
        Files.writeString(secret, "there");

        assertNotEquals(missing, now());
    }

    @Test
    void what_is_no_path_is_no_file() throws Exception {
        conf.machine("# ${file:/\0} ${file:} ${file:relative} ${file:/nowhere");

        assertEquals(now(), now());
    }
}
