package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code reload:} decides whether saved files are taken up, and how soon they are seen. Looks are counted, not seconds. */
class ReloadKeysReachTest {

    private static final int ENOUGH_LOOKS = 4;

    @TempDir
    Path directory;

    private final AtomicInteger looks = new AtomicInteger();

    private TestServer start(String name, String reload) throws IOException {
        return TestServer.start(Files.createDirectories(directory.resolve(name)),
                TestServer.PERMISSIVE + "reload: { " + reload + " }\n");
    }

    private ConfigWatch watch(TestServer server, Runnable everyLook) throws Exception {
        var reader = new SettingsReader(Map.of());
        var loaded = reader.read(server.conf());
        return new ConfigWatch(server.server()::settings,
                new Reload(reader, server.server(), Loaded::users, loaded, loaded.users()), everyLook);
    }

    private void awaitLooks() throws InterruptedException {
        var until = looks.get() + ENOUGH_LOOKS;
        Eventually.holds(() -> looks.get() >= until, "the folder is looked at");
    }

    @ParameterizedTest
    @CsvSource({"true, Changed", "false, FTPS server"})
    void watch_decides_whether_a_saved_file_comes_into_force_by_itself(String watch, String greeting) throws Exception {
        try (var server = start("server", "watch: " + watch + ", interval: 20ms");
                var _ = watch(server, looks::incrementAndGet)) {
            var file = server.conf().resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file) + "server: { greeting-name: Changed }\n");
            awaitLooks();

            assertEquals(greeting, server.server().settings().server().greetingName());
        }
    }

    @Test
    void what_is_saved_between_the_reading_and_the_watch_comes_into_force() throws Exception {
        try (var server = start("server", "watch: true, interval: 20ms")) {
            var reader = new SettingsReader(Map.of());
            var loaded = reader.read(server.conf());
            var file = server.conf().resolve("ftpsd.yaml");
            Files.writeString(file, Files.readString(file) + "server: { greeting-name: Changed }\n");
            var reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
            try (var _ = new ConfigWatch(server.server()::settings, reload, looks::incrementAndGet)) {
                awaitLooks();
            }

            assertEquals("Changed", server.server().settings().server().greetingName());
        }
    }

    @Test
    void interval_decides_how_soon_the_files_are_looked_at() throws Exception {
        var slowLooks = new AtomicInteger();
        try (var slow = start("slow", "interval: 1h"); var _ = watch(slow, slowLooks::incrementAndGet);
                var fast = start("fast", "interval: 20ms"); var _ = watch(fast, looks::incrementAndGet)) {
            awaitLooks();

            assertEquals(0, slowLooks.get());
        }
    }

    /** Until the next look of the old interval it would not hold, which here is never. */
    @Test
    void a_new_interval_holds_from_the_reload_that_brings_it() throws Exception {
        try (var server = start("server", "interval: 1h")) {
            var reader = new SettingsReader(Map.of());
            var loaded = reader.read(server.conf());
            var reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
            try (var _ = new ConfigWatch(server.server()::settings, reload, looks::incrementAndGet)) {
                var file = server.conf().resolve("ftpsd.yaml");
                Files.writeString(file, Files.readString(file).replace("interval: 1h", "interval: 20ms"));
                reload.run();
                awaitLooks();
            }
        }

        assertTrue(looks.get() >= ENOUGH_LOOKS);
    }
}
