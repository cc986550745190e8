package dev.ftpsd.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.ControlSocket;
import dev.ftpsd.server.admin.socket.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UserEditTest {

    private static final Path CONF = Path.of("/opt/ftpsd/conf");

    @TempDir
    Path directory;

    @Test
    void what_the_reload_warns_of_is_shown() throws Exception {
        var run = directory.resolve("run");
        Files.writeString(directory.resolve("ftpsd.yaml"), "version: 1\nserver: { run-dir: " + run + " }\n");
        Files.writeString(directory.resolve("users.yaml"), "version: 1\nusers:\n  - name: acme\n");
        var out = new StringWriter();
        var err = new StringWriter();
        var answer = new Answer(ExitCodes.OK, "generation 2", Map.of("warnings", List.of("certificate: has expired")));
        try (var folder = RunFolder.take(run);
                var _ = ControlSocket.open(folder, _ -> answer, Duration.ofSeconds(10))) {
            var exit = new CommandLine(new UserDisableCommand()).setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true)).execute("acme", "--conf", directory.toString());

            assertEquals(ExitCodes.OK, exit, err::toString);
        }
        assertEquals("users.yaml: user acme is disabled\ngeneration 2\n", out.toString());
        assertEquals("certificate: has expired\n", err.toString());
    }

    @Test
    void a_server_that_does_not_answer_is_not_said_to_be_none() throws Exception {
        var run = Files.createDirectories(directory.resolve("run"));
        Files.writeString(directory.resolve("ftpsd.yaml"), "version: 1\nserver: { run-dir: " + run + " }\n");
        Files.writeString(directory.resolve("users.yaml"), "version: 1\nusers:\n  - name: acme\n");
        var out = new StringWriter();
        var err = new StringWriter();
        try (var full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            full.bind(UnixDomainSocketAddress.of(RunFolder.socketIn(run)));
            var closing = Thread.ofVirtual().start(() -> closeTheFirst(full));
            var exit = new CommandLine(new UserDisableCommand()).setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true)).execute("acme", "--conf", directory.toString());
            closing.join();

            assertEquals(ExitCodes.UNAVAILABLE, exit, err::toString);
        }
        assertEquals("users.yaml: user acme is disabled\n", out.toString());
        assertTrue(err.toString().startsWith("saved, but not told to the server"), err::toString);
    }

    private static void closeTheFirst(ServerSocketChannel full) {
        try {
            full.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_folder_that_is_mounted_read_only_is_to_be_edited_where_it_comes_from() {
        assertEquals(
                "/opt/ftpsd/conf is read-only here: make the change where it comes from, in Kubernetes the Secret or"
                        + " ConfigMap, otherwise the folder that is mounted; a server that runs takes it up by itself",
                UserEdit.words(new FileSystemException("/opt/ftpsd/conf/.users-1", null, "Read-only file system"),
                        CONF));
    }

    @Test
    void a_folder_that_the_user_may_not_write_is_for_another_user() {
        assertEquals("/opt/ftpsd/conf/.users-1 may not be written by this user: run the command as one who may write to"
                + " /opt/ftpsd/conf", UserEdit.words(new AccessDeniedException("/opt/ftpsd/conf/.users-1"), CONF));
    }
}
