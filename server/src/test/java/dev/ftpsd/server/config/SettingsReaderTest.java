package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingsReaderTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @Test
    void a_file_that_says_only_its_version_means_the_defaults() throws Exception {
        assertEquals(Settings.DEFAULTS, conf.load().settings());
    }

    @Test
    void the_environment_counts_as_well_where_a_file_leaves_its_keys_out() throws Exception {
        conf.environment("FTPSD_PUBLIC_HOST", "ftp.example.org").environment("FTPSD_USER", "anna")
                .environment("FTPSD_PASSWORD", "geheim").environment("FTPSD_HOME", "/srv");
        var settings = conf.load().settings();

        assertEquals("ftp.example.org", settings.server().publicHost());
        assertEquals("anna", settings.users().bootstrap().name());
        assertTrue(settings.users().bootstrap().password().isPresent());
        assertEquals("/srv", settings.users().bootstrap().home());
    }

    @Test
    void what_a_key_says_reaches_its_record() throws Exception {
        conf.machine("""
                listeners: [{ name: only, port: 21, tls: optional, address: 127.0.0.1, from: [{ deny: 10.0.0.0/8 }] }]
                data: { ports: "50000-50002, 2122", active: { enabled: true, source-port: control-1 } }
                limits: { idle-timeout: 500ms, rate-in: 5MiB/s, disk-reserve: 2GB }
                storage: { umask: "022", sync: file+dir }
                security: { ban: { never: [192.0.2.0/24] } }
                tls: { min-version: "1.3", certificate: server.pem }
                """);
        var loaded = conf.load();
        var settings = loaded.settings();
        var listener = settings.listeners().getFirst();

        assertEquals(TlsMode.OPTIONAL, listener.tls());
        assertFalse(listener.admits(java.net.InetAddress.ofLiteral("10.1.2.3")));
        assertTrue(listener.admits(java.net.InetAddress.ofLiteral("192.0.2.1")));
        assertEquals(List.of(50000, 50001, 50002, 2122), settings.data().ports().ports());
        assertEquals(ActiveSettings.SourcePort.CONTROL_1, settings.data().active().sourcePort());
        assertEquals(Duration.ofMillis(500), settings.limits().idleTimeout());
        assertEquals(5 * 1024 * 1024, settings.limits().rateIn().bytesPerSecond());
        assertEquals(2_000_000_000L, settings.limits().diskReserve().on(Long.MAX_VALUE));
        assertEquals(18, settings.storage().umask());
        assertEquals(StorageSettings.Sync.FILE_AND_DIRECTORY, settings.storage().sync());
        assertFalse(settings.security().ban().neverGateway());
        assertEquals(TlsConfig.MinVersion.V1_3, settings.tls().minVersion());
        assertEquals(folder.toAbsolutePath().resolve("server.pem"),
                loaded.resolve(settings.tls().keys().getFirst().certificate()));
    }

    @Test
    void what_the_sections_without_a_client_s_view_say_reaches_their_records() throws Exception {
        conf.machine("""
                tls: { engine: jdk, session-lifetime: 2h, expiry-warning: [5d, 2d], client-ocsp: hard }
                reload: { watch: false, interval: 7s }
                admin: { http: { enabled: false } }
                """);
        var settings = conf.load().settings();

        assertEquals(TlsConfig.Engine.JDK, settings.tls().engine());
        assertEquals(Duration.ofHours(2), settings.tls().sessionLifetime());
        assertEquals(List.of(Duration.ofDays(5), Duration.ofDays(2)), settings.tls().expiryWarning());
        assertEquals(TlsConfig.Ocsp.HARD, settings.tls().clientOcsp());
        assertEquals(new ReloadSettings(false, Duration.ofSeconds(7)), settings.reload());
        assertFalse(settings.admin().http().enabled());
    }

    @Test
    void an_interval_of_looks_is_at_most_an_hour() throws Exception {
        assertEquals(List.of(), conf.machine("reload: { interval: 1h }\n").problems());
        assertEquals(
                List.of("ftpsd.yaml:2:9 reload: interval must be at most 1h: with watch: false nothing but SIGHUP and"
                        + " `ftpsd reload` takes files up"),
                conf.machine("reload: { interval: 61m }\n").problems());
    }

    @Test
    void all_mistakes_of_all_files_are_told_at_once_in_the_order_of_their_lines() throws Exception {
        conf.machine("""
                limits:
                  idle-timeout: 30
                  session: 5
                server: []
                """).users("""
                users:
                  - name: acme
                    rights:
                      - path: /
                        allow: [list, writ]
                """).file("users.d/team.yaml", "users: [{ nme: x }]");

        assertEquals(List.of(
                "ftpsd.yaml:3:17 limits.idle-timeout: \"30\" is not a duration: write 500ms, 30s, 5m, 2h or 7d",
                "ftpsd.yaml:4:3 limits.session: unknown key, did you mean \"sessions\"?",
                "ftpsd.yaml:5:9 server: needs a map of keys, not a list",
                "users.yaml:6:23 users[0].rights[0].allow[1]: unknown word \"writ\", did you mean \"create\"?",
                "users.d/team.yaml:1:1: the key \"version\" is missing",
                "users.d/team.yaml:1:9 users[0]: the key \"name\" is missing",
                "users.d/team.yaml:1:11 users[0].nme: unknown key, did you mean \"name\"?"), conf.problems());
    }

    @Test
    void a_missing_file_is_a_mistake_like_others() throws Exception {
        Files.delete(folder.resolve("ftpsd.yaml"));
        Files.delete(folder.resolve("users.yaml"));

        assertEquals(List.of("ftpsd.yaml: cannot be read: no such file", "users.yaml: cannot be read: no such file"),
                conf.problems());
    }

    @Test
    void a_folder_in_place_of_a_file_is_a_mistake_like_others() throws Exception {
        Files.delete(folder.resolve("users.yaml"));
        Files.createDirectory(folder.resolve("users.yaml"));

        assertEquals(List.of("users.yaml: cannot be read: Is a directory"), conf.problems());
    }

    @Test
    void an_empty_file_is_taken_for_half_of_one() throws Exception {
        assertEquals(List.of("ftpsd.yaml: the file is empty: it begins with \"version: 1\""),
                conf.file("ftpsd.yaml", "# nothing\n").problems());
    }

    @Test
    void a_version_of_the_future_is_refused() throws Exception {
        assertEquals(List.of("ftpsd.yaml:1:10 version: unknown word \"2\", known are 1"),
                conf.file("ftpsd.yaml", "version: 2\n").problems());
    }

    @Test
    void a_map_where_a_value_belongs_and_a_list_where_one_value_belongs_are_told() throws Exception {
        conf.machine("server: { greeting-name: { a: b }, run-dir: [x] }\nlimits: 5\n");

        assertEquals(List.of(
                "ftpsd.yaml:2:26 server.greeting-name: needs a text, not a map of keys",
                "ftpsd.yaml:2:46 server.run-dir: needs a path, not a list",
                "ftpsd.yaml:3:9 limits: needs a map of keys, not a single value"), conf.problems());
    }

    @Test
    void a_key_with_nothing_behind_it_has_its_default() throws Exception {
        assertEquals(Settings.DEFAULTS, conf.machine("listeners:\nserver:\ndata:\n  ports:\n").load().settings());
    }

    @Test
    void no_yaml_1_1_reader_turns_words_into_other_values() throws Exception {
        conf.machine("storage: { umask: 022 }\nserver: { greeting-name: no, run-dir: 10:30 }\n");
        var settings = conf.load().settings();

        assertEquals(18, settings.storage().umask());
        assertEquals("no", settings.server().greetingName());
        assertEquals(Path.of("10:30"), settings.server().runDir());
    }

    @Test
    void lists_are_not_split_at_commas() throws Exception {
        assertEquals("a, b",
                conf.machine("server: { greeting-name: \"a, b\" }").load().settings().server().greetingName());
    }

    @Test
    void a_pattern_that_fits_no_file_is_no_mistake_and_hidden_files_are_not_read() throws Exception {
        conf.file("users.d/.#team.yaml", "half a line").file("users.d/team.yaml.bak", "x: [");

        assertEquals(List.of(), conf.problems());
    }
}
