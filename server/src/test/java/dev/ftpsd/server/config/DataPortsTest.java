package dev.ftpsd.server.config;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FreePort;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code data.ports}: all of them are bound at the start, and each of them is given to clients. */
class DataPortsTest {

    @TempDir
    Path directory;

    private static List<Integer> freePorts() {
        return List.of(FreePort.any(), FreePort.any());
    }

    private TestServer start(List<Integer> ports) throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE
                .replace("ports: \"0\"", "ports: \"" + ports.getFirst() + ", " + ports.getLast() + "\""));
    }

    @Test
    void clients_are_given_the_ports_of_the_list_and_no_others_and_transfers_work_on_each() throws Exception {
        var ports = freePorts();
        try (var server = start(ports); var client = FtpTestClient.connect(server.port()).login("alice")) {
            assertEquals(ports, server.server().dataPorts());

            var given = new HashSet<Integer>();
            for (int tries = 0; given.size() < 2 && tries < 200; tries++) {
                given.add(client.epsv());
                client.store("new", new byte[1]);
            }
            assertEquals(Set.copyOf(ports), given);
        }
    }

    @Test
    void a_port_that_is_taken_keeps_the_server_from_starting_and_is_named() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var refused = assertThrows(IOException.class,
                    () -> start(List.of(taken.getLocalPort(), freePorts().getFirst())).close());
            var said = String.valueOf(refused.getMessage());
            assertTrue(said.contains("data.ports") && said.contains(String.valueOf(taken.getLocalPort())), said);
        }
    }
}
