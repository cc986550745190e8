package dev.ftpsd.server.admin.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class ControlSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private static Answer echo(Request request) {
        if (request.command().equals("fail")) {
            throw new IllegalStateException("on purpose");
        }
        return new Answer(0, request.command(), Map.of("got", List.of(request.parameters())));
    }

    private Path run() {
        return directory.resolve("run");
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Sends octets and reads to the end. */
    private String say(String text) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(run())));
            channel.write(StandardCharsets.UTF_8.encode(text));
            var answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0) {
                // To the end.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_request_gets_its_answer_whatever_its_text_holds() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            var strange = "a\"b\\c\n\u2028\u001b[31m ü €";
            var answer = ControlClient.ask(run(), Request.of("who").with("user", strange));

            assertEquals("who", answer.message());
            assertEquals(strange, answer.rows("got").getFirst().get("user"));
        }
    }

    @Test
    void folder_and_socket_are_for_their_owner_alone() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            assertEquals("rwx------", modeOf(run()));
            assertEquals("rw-------", modeOf(RunFolder.socketIn(run())));
        }
        assertFalse(Files.exists(RunFolder.socketIn(run())), "it is taken away at the end");
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused_and_the_first_goes_on() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            var refusal = assertThrows(RunFolderException.class, () -> RunFolder.take(run()));

            assertTrue(String.valueOf(refusal.getMessage()).startsWith("server.run-dir: another server runs"));
            assertEquals("who", ControlClient.ask(run(), Request.of("who")).message());
        }
        RunFolder.take(run()).close();
    }

    @Test
    void a_socket_that_a_dead_server_left_is_in_nobody_s_way() throws Exception {
        Files.createDirectories(run());
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(RunFolder.socketIn(run())));
        }
        assertTrue(Files.exists(RunFolder.socketIn(run())));
        assertThrows(ControlClient.NotRunningException.class, () -> ControlClient.ask(run(), Request.of("who")));

        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            assertEquals("who", ControlClient.ask(run(), Request.of("who")).message());
        }
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_said_with_its_length() {
        var refusal = assertThrows(RunFolderException.class, () -> RunFolder.take(run().resolve("x".repeat(120))));

        assertTrue(String.valueOf(refusal.getMessage()).matches(".*would have \\d+ bytes.*at most 10\\d.*shorter.*"),
                refusal::toString);
    }

    @Test
    void a_folder_that_cannot_be_made_is_said_with_the_remedy() throws Exception {
        Files.writeString(run(), "a file");

        var refusal = assertThrows(RunFolderException.class, () -> RunFolder.take(run()));

        assertTrue(String.valueOf(refusal.getMessage()).startsWith("server.run-dir: cannot be used: "));
    }

    @Test
    void nonsense_is_refused_and_the_next_request_answered() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            for (var nonsense : List.of("{}", "GET / HTTP/1.1", "{\"command\":1}", "[".repeat(50_000),
                    "{\"command\":\"a\",\"a\":", "{\"command\":\"a\",\"command\":\"b\"}")) {
                assertTrue(say(nonsense + "\n").contains("not a request"), nonsense);
            }
            assertTrue(say("{\"command\":\"fail\"}\n").contains("\"exit\":1"));
            assertEquals("who", ControlClient.ask(run(), Request.of("who")).message());
        }
    }

    @Test
    void a_request_without_an_end_is_cut_off() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE)) {
            assertEquals("", sayTooMuch());
            assertEquals("who", ControlClient.ask(run(), Request.of("who")).message());
        }
    }

    /** The server may close before all of it has left, which is an error to the one who writes. */
    private String sayTooMuch() {
        try {
            return say("x".repeat(200_000));
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void clients_that_say_nothing_are_cut_off_and_keep_nobody_out() throws Exception {
        try (var folder = RunFolder.take(run());
                var _ = ControlSocket.open(folder, ControlSocketTest::echo, Duration.ofSeconds(3))) {
            var silent = SocketChannel.open(StandardProtocolFamily.UNIX);
            try (silent) {
                silent.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(run())));

                assertEquals("who", ControlClient.ask(run(), Request.of("who")).message());
                assertEquals(-1, silent.read(ByteBuffer.allocate(1)));
            }
        }
    }

    @Test
    void closing_ends_those_who_wait() throws Exception {
        try (var folder = RunFolder.take(run())) {
            var socket = ControlSocket.open(folder, ControlSocketTest::echo, PATIENCE);
            try (var silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                silent.connect(UnixDomainSocketAddress.of(RunFolder.socketIn(run())));
                ControlClient.ask(run(), Request.of("who"));

                socket.close();

                assertEquals(-1, silent.read(ByteBuffer.allocate(1)));
            }
        }
    }
}
