package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.yaml.Effective;
import dev.ftpsd.server.config.yaml.Key;
import dev.ftpsd.server.config.yaml.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which value holds, and where it comes from. */
class EffectiveTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private String row(String key) throws ConfigProblems {
        return conf.load().effective().stream().filter(one -> one.key().equals(key))
                .map(one -> one.value() + " <- " + one.origin()).findFirst().orElse("none");
    }

    @Test
    void a_value_of_the_file_has_its_line_and_one_spelling() throws Exception {
        conf.machine("limits:\n  idle-timeout: 900s\n  rate-in: 1024KiB/s\nstorage: { umask: \"0027\" }\n");

        assertEquals("15m <- ftpsd.yaml:3", row("limits.idle-timeout"));
        assertEquals("1MiB/s <- ftpsd.yaml:4", row("limits.rate-in"));
        assertEquals("027 <- ftpsd.yaml:5", row("storage.umask"));
    }

    @Test
    void what_the_file_leaves_out_is_a_default() throws Exception {
        assertEquals("15m <- default", row("limits.idle-timeout"));
        assertEquals("[21d, 7d, 1d] <- default", row("tls.expiry-warning"));
        assertEquals("1.2 <- default", row("tls.min-version"));
        assertEquals("2122 <- default", row("data.ports"));
        assertEquals("[127.0.0.0/8, 0:0:0:0:0:0:0:1/128, gateway] <- default", row("security.ban.never"));
    }

    @Test
    void lists_are_one_row_and_lists_of_maps_a_row_for_each_key() throws Exception {
        conf.machine("""
                protocol: { site: [], hash: [MD5, CRC32] }
                listeners:
                  - { name: a, port: 2121 }
                  - { name: b, port: 2990, tls: implicit }
                """);

        assertEquals("[] <- ftpsd.yaml:2", row("protocol.site"));
        assertEquals("[MD5, CRC32] <- ftpsd.yaml:2", row("protocol.hash"));
        assertEquals("implicit <- ftpsd.yaml:5", row("listeners[1].tls"));
        assertEquals("required <- default", row("listeners[0].tls"));
    }

    @Test
    void the_environment_and_secret_files_are_named() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "top secret\n");
        conf.machine("server: { public-host: \"${env:HOST:-}\" }\ntls: { key-password: \"${file:" + secret + "}\" }\n")
                .environment("HOST", "ftp.example.org").environment("FTPSD_HOME", "/srv");

        assertEquals("ftp.example.org <- ftpsd.yaml:2, env HOST", row("server.public-host"));
        assertEquals("******** <- ftpsd.yaml:3, file " + secret, row("tls.key-password"));
        assertEquals("/srv <- env FTPSD_HOME", row("users.bootstrap.home"));
        assertEquals("ftpsd <- default", row("users.bootstrap.name"));
    }

    @Test
    void no_secret_is_shown() throws Exception {
        conf.machine("tls: { key-password: opensesame }\nusers: { bootstrap: { password: opensesame } }\n");

        assertFalse(conf.load().effective().toString().contains("opensesame"));
    }

    @Test
    void every_key_that_has_a_value_has_a_row() throws Exception {
        var rows = conf.load().effective().stream().map(Effective::key).collect(Collectors.toSet());

        Reading.keys(MachineSchema::read).stream().filter(key -> !key.type().equals(Key.SECTION))
                .map(Key::path).filter(path -> !path.contains("[]"))
                .forEach(path -> assertTrue(rows.contains(path), path));
    }
}
