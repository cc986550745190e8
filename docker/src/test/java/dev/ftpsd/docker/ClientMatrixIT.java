package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

/** The clients that people use, each in every way to connect that it has; the result is {@code target/clients.md}. */
@NeedsEngine
final class ClientMatrixIT {

    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();
    private static final Path NODE = Path.of("target/node").toAbsolutePath();
    private static final int BIG = 1_500_000;
    private static final int HALF = 700_000;

    private static final Matrix.Client CURL = new Matrix.Client("curl", true, Map.of());
    private static final Matrix.Client LFTP = new Matrix.Client("lftp", true, Map.of());
    private static final Matrix.Client BASIC_FTP = new Matrix.Client("Node basic-ftp", true, Map.of());
    private static final Matrix.Client RCLONE =
            new Matrix.Client("rclone", true, Map.of("resume", "rclone sends and fetches a broken file anew"));
    private static final Matrix.Client FTPLIB = new Matrix.Client("Python ftplib", false, Map.of());
    private static final Matrix.Client COMMONS_NET = new Matrix.Client("Apache commons-net", false, Map.of());

    private static final Matrix.Client FILEZILLA = new Matrix.Client("FileZilla", true, Map.of());

    static final List<Arguments> CELLS = Stream.of(CURL, LFTP, BASIC_FTP, RCLONE, FTPLIB, COMMONS_NET)
            .flatMap(client -> Cell.all().stream().map(cell -> Arguments.of(client, cell))).toList();

    static final List<Cell> FILEZILLA_CELLS = Cell.all();

    private static final Matrix MATRIX = new Matrix();

    @TempDir
    static Path directory;

    private static Site site = new Site(Path.of(""), new Site.Ports(0, 0, 0));
    private static Server server = Server.plain();

    @BeforeAll
    static void start() throws Exception {
        site = Site.make(Files.createDirectory(directory.resolve("site")));
        server = Server.of(site).start();
    }

    @AfterAll
    static void writeTheTable() throws IOException {
        server.close();
        MATRIX.note(
                "Python ftplib and Apache commons-net never resume a session, rclone 1.60 no TLS 1.2 session: their user has "
                        + "`tls: { resumption: preferred }`. As a user without it they hear 522.");
        MATRIX.write(Path.of("target/clients.md"));
    }

    @ParameterizedTest
    @FieldSource("CELLS")
    void everything_that_a_client_can_do_works(Matrix.Client client, Cell cell) throws Exception {
        var cannot = client.cannot(cell);
        if (cannot.isPresent()) {
            MATRIX.put(client, cell, "cannot");
            MATRIX.note(client.name() + ": " + cannot.get() + ".");
            return;
        }
        client.leavesOut().forEach((deed, why) -> MATRIX.note(client.name() + ", " + deed + ": " + why + "."));

        var work = files(Files.createTempDirectory(directory, "work"));
        var said = client.equals(COMMONS_NET)
                ? String.join("\n", CommonsNetDeeds.run(site, cell, cell.folder(client), work))
                : script(client, cell, work);

        var done = Matrix.DEEDS.stream().filter(deed -> said.lines().anyMatch(deed::equals)).toList();
        MATRIX.put(client, cell, done.size() + " of " + Matrix.DEEDS.size());
        assertEquals(client.expected(), done, said);
    }

    @Test
    void clients_that_do_not_resume_hear_522_as_a_strict_user() throws Exception {
        try (var ftps = Ftps.login("127.0.0.1", site.ports().explicit(), "alice", "secret")) {
            var refused = assertThrows(AssertionError.class, () -> ftps.store("x", new byte[10]));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("522 "), refused::getMessage);
        }
        Program.need("python3");
        var strict = new Cell("explicit", "1.3", "IPv4");
        var said =
                Program.run(files(Files.createTempDirectory(directory, "work")), environment(FTPLIB, strict, "alice"),
                        List.of("python3", SCRIPTS.resolve("python-ftplib.py").toString()));
        assertTrue(said.output().contains("522 "), said::output);
    }

    /**
     * By a program that drives it, for two minutes each. It looks at a file that grows, and resumes it, which takes
     * {@code storage.upload: direct}.
     */
    @ParameterizedTest
    @FieldSource("FILEZILLA_CELLS")
    void filezilla_lists_transfers_resumes_and_deletes_a_tree(Cell cell) throws Exception {
        var program = System.getProperty("ftpsd.fz-check", "");
        if (program.isEmpty()) {
            MATRIX.note("FileZilla: no program that drives it was named by -Dftpsd.fz-check.");
            System.out.println("not run, no -Dftpsd.fz-check: FileZilla");
            abort("no -Dftpsd.fz-check");
        }
        MATRIX.note(
                "FileZilla, resume: with `storage: { upload: direct }`. Otherwise it sends a broken upload anew, since it "
                        + "goes by the size in the listing, and what has not arrived whole is not listed.");
        var folder = Files.createTempDirectory(directory, "filezilla");
        var own = Site.make(Files.createDirectory(folder.resolve("site")))
                .machine("storage: { upload: direct }\n");
        try (var direct = Server.of(own).start()) {
            Ftps.login("127.0.0.1", own.ports().explicit(), "alice", "secret").close();
            var certificate = Files.writeString(folder.resolve("server.pem"),
                    direct.run("cat", "/opt/ftpsd/state/self-signed.pem").getStdout());
            var line = new ArrayList<>(List.of(program, "--host", cell.host().replaceAll("[\\[\\]]", ""), "--port",
                    Integer.toString(cell.port(own)), "--user", "alice", "--password", "secret", "--home",
                    own.home("alice").toString(), "--cert", certificate.toString(), "--seconds", "230"));
            if (cell.isImplicit()) {
                line.add("--implicit");
            }
            var result = Program.run(folder, Filezilla.only(cell.tls(), folder), line);

            var wrong = Filezilla.wrong(result, cell.tls());
            MATRIX.put(FILEZILLA, cell, wrong.isEmpty() ? "8 of 8" : "see the log of the build");
            assertEquals(List.of(), wrong, result::output);
        }
    }

    private static String script(Matrix.Client client, Cell cell, Path work) throws Exception {
        var line = line(client);
        Program.need(line.getFirst());
        var result = Program.run(work, environment(client, cell, client.login(cell)), line);
        return result.output();
    }

    private static List<String> line(Matrix.Client client) throws Exception {
        return switch (client.name()) {
            case "Python ftplib" -> List.of("python3", SCRIPTS.resolve("python-ftplib.py").toString());
            case "Node basic-ftp" -> List.of("node", node());
            default -> {
                Program.need(client.name());
                yield List.of("bash", SCRIPTS.resolve(client.name() + ".sh").toString());
            }
        };
    }

    /** The script beside a basic-ftp of the version that the server's tests use. */
    private static String node() throws Exception {
        Program.need("npm");
        Files.createDirectories(NODE);
        var script = Files.copy(SCRIPTS.resolve("basic-ftp.mjs"), NODE.resolve("basic-ftp.mjs"),
                StandardCopyOption.REPLACE_EXISTING);
        if (!Files.isDirectory(NODE.resolve("node_modules/basic-ftp"))) {
            Files.copy(Path.of("../server/src/test/node/package.json"), NODE.resolve("package.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            Program.succeeds(NODE, Map.of(),
                    List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"));
        }
        return script.toString();
    }

    private static Map<String, String> environment(Matrix.Client client, Cell cell, String login) {
        return Map.of("MODE", cell.mode(), "TLS", cell.tls(), "HOST", cell.host(), "PORT",
                Integer.toString(cell.port(site)), "LOGIN", login, "DIR", cell.folder(client), "LC_ALL", "C.UTF-8");
    }

    /** What is sent: a large file, its first half, and two hundred small ones. */
    private static Path files(Path work) throws IOException {
        var random = new Random(1);
        var big = new byte[BIG];
        random.nextBytes(big);
        Files.write(work.resolve("big"), big);
        Files.write(work.resolve("half"), Arrays.copyOf(big, HALF));
        Files.createDirectory(work.resolve("small"));
        for (int i = 1; i <= 200; i++) {
            var small = new byte[500 + i * 10];
            random.nextBytes(small);
            Files.write(work.resolve("small/" + i), small);
        }
        return work;
    }
}
