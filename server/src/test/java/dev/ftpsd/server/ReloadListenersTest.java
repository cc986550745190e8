package dev.ftpsd.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Loaded;
import dev.ftpsd.server.config.SettingsReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A listener at an address that none had at the start waits for the next one; everything else about listeners does not. */
final class ReloadListenersTest {

    /** The first listener's address, and that of the two others. */
    private static final String TWO_ADDRESSES =
            TestServer.PERMISSIVE.replace("name: optional, address: \"::\"", "name: optional, address: 127.0.0.1")
                    .replace("address: \"::\"", "address: 127.0.0.3");

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;
    private Reload reload;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory, TWO_ADDRESSES);
        var reader = new SettingsReader(Map.of());
        var loaded = reader.read(server.conf());
        reload = new Reload(reader, server.server(), Loaded::users, loaded, loaded.users());
    }

    private void listeners(String list) throws IOException {
        var file = server.conf().resolve("ftpsd.yaml");
        Files.writeString(file, Files.readString(file)
                .replaceFirst("(?s)listeners:\\n.*?data:", "listeners:\n" + list + "data:"));
    }

    private ReloadResult.InForce succeed() {
        return assertInstanceOf(ReloadResult.InForce.class, reload.run());
    }

    private List<Integer> ports() {
        return server.server().controlAddresses().stream().map(InetSocketAddress::getPort).toList();
    }

    @Test
    void the_last_listener_of_an_address_takes_no_more_logins_when_it_is_removed() throws Exception {
        var gone = server.server().controlAddresses().get(1);
        listeners("  - { name: optional, address: 127.0.0.1, port: 0, tls: optional }\n");

        assertEquals(List.of(), succeed().atRestart());

        assertEquals(1, server.server().controlAddresses().size());
        assertThrows(IOException.class, () -> new Socket(gone.getAddress(), gone.getPort()).close());
    }

    @Test
    void what_can_be_applied_is_although_a_listener_at_a_new_address_waits() throws Exception {
        var port = server.port();
        listeners("""
                  - { name: optional, address: 127.0.0.1, port: 0, tls: optional, from: [ { deny: 127.0.0.0/8 } ] }
                  - { name: new, address: 127.0.0.9, port: 0, tls: required }
                """);

        assertEquals(List.of("listeners"), succeed().atRestart());

        assertEquals(List.of(port), ports());
        try (var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            var greeting = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(greeting.startsWith("421 "), greeting);
        }
    }

    @Test
    void a_listener_that_moves_to_a_new_address_goes_on_at_the_old_one_until_the_next_start() throws Exception {
        var before = server.server().controlAddresses();
        listeners("""
                  - { name: required, address: 127.0.0.9, port: 0, tls: required }
                """);

        assertEquals(List.of("listeners"), succeed().atRestart());

        assertEquals(List.of(before.get(1)), server.server().controlAddresses());
    }

    @Test
    void the_server_is_not_left_without_a_listener() throws Exception {
        listeners("  - { name: other, address: 127.0.0.9, port: 0, tls: required }\n");

        assertEquals(List.of("listeners"), succeed().atRestart());

        assertEquals(3, server.server().controlAddresses().size());
    }
}
