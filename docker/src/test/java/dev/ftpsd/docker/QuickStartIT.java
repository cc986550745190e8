package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.github.dockerjava.api.model.Bind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The README's Docker quick start, its commands as they stand there. They are typed in a container that has {@code docker
 * compose} and the engine's socket, and for which the folder of the project has the same path as for the engine.
 */
@NeedsEngine
final class QuickStartIT {

    private static final Pattern BLOCK = Pattern.compile("## Docker\n.*?```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PASSWORD = Pattern.compile("The password is {2}(\\S+) {2}- shown this once\\.");
    private static final String SOCKET = "/var/run/docker.sock";

    @TempDir
    Path directory;

    @Test
    void what_the_readme_says_starts_a_server_and_transfers_a_file() throws Exception {
        var project = project();
        var commands = commands();
        assertEquals(List.of("mvn -Pquick package", "cd docker"), commands.subList(0, 2));
        try (var shell = shell(project)) {
            try {
                run(shell, project, commands.get(2) + "\n" + commands.get(3));
                var added = run(shell, project, commands.get(4).replace("exec ftpsd", "exec -T ftpsd"));
                var password = PASSWORD.matcher(added);
                assertTrue(password.find(), added);

                var sent = Files.write(directory.resolve("big.iso"), new byte[300_000]);
                var upload = commands.get(5).replace("--user acme", "--user acme:" + password.group(1));
                Program.succeeds(directory, Map.of(), List.of("sh", "-c", upload));

                assertArrayEquals(Files.readAllBytes(sent),
                        Files.readAllBytes(project.resolve("docker/data/acme/big.iso")));
            } finally {
                System.out.println(run(shell, project, "docker compose down --volumes"));
            }
        }
    }

    /** The README's commands, one a line. */
    private static List<String> commands() throws IOException {
        var block = BLOCK.matcher(Files.readString(Path.of("../README.md")));
        assertTrue(block.find(), "the README has a Docker quick start");
        return new ArrayList<>(String.valueOf(block.group(1)).lines().toList());
    }

    /** What the commands find: the configuration that ships and compose.yaml. */
    private Path project() throws Exception {
        var project = Files.createDirectory(directory.toRealPath().resolve("project"));
        Files.createDirectory(project.resolve("docker"));
        Files.copy(Path.of("compose.yaml"), project.resolve("docker/compose.yaml"));
        Program.succeeds(directory, Map.of(), List.of("cp", "-r", Path.of("../conf").toRealPath().toString(),
                project.resolve("conf").toString()));
        return project;
    }

    private static GenericContainer<?> shell(Path project) {
        var shell = new GenericContainer<>(Client.IMAGE).withEnv("FTPSD_VERSION", Server.VERSION);
        shell.withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                .withBinds(Bind.parse(project + ":" + project), Bind.parse(SOCKET + ":" + SOCKET)));
        shell.start();
        return shell;
    }

    private static String run(GenericContainer<?> shell, Path project, String commands)
            throws IOException, InterruptedException {
        var result = shell.execInContainer("sh", "-c", "set -eu\ncd " + project.resolve("docker") + "\n" + commands);
        var said = result.getStdout() + result.getStderr();
        assertEquals(0, result.getExitCode(), said);
        return said;
    }
}
