package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** bin/ftpsd: where it is called from, by which name, and with which Java. */
final class LauncherIT {

    @TempDir
    Path directory;

    private Site site = new Site(Path.of(""));

    @BeforeEach
    void makeSite() throws IOException {
        site = Site.make(directory);
    }

    @Test
    void it_starts_through_a_chain_of_links_from_any_directory() throws Exception {
        var first = Files.createSymbolicLink(directory.resolve("absolute"), RunningTree.launcher());
        var second = Files.createSymbolicLink(directory.resolve("relative"), Path.of(first.getFileName().toString()));

        try (var tree = RunningTree.start(site, second, Map.of())) {
            assertEquals(0, tree.terminate().exitCode(), tree.log());
        }
    }

    @Test
    void an_old_java_home_is_passed_over_for_a_newer_java_in_the_path() throws Exception {
        var path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

        try (var tree = RunningTree.start(site, RunningTree.launcher(),
                Map.of("JAVA_HOME", oldJava().toString(), "PATH", path))) {
            assertEquals(0, tree.terminate().exitCode(), tree.log());
        }
    }

    /** A copy that looks into JAVA_HOME and PATH alone stands for a machine that has no newer Java elsewhere either. */
    @Test
    void a_machine_without_java_25_is_told_what_to_install() throws Exception {
        var copy = Files.createDirectories(directory.resolve("installation/bin")).resolve("ftpsd");
        Files.writeString(copy, Files.readString(RunningTree.launcher()).replace("/usr/lib/jvm/*", "/nowhere/*")
                .replace("/opt/java/openjdk", "/nowhere").replace("/Library/Java", "/nowhere"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));

        var result = Tool.in(site.elsewhere(), copy.toString()).with("JAVA_HOME", oldJava().toString())
                .with("PATH", oldJava().resolve("bin") + ":/usr/bin:/bin").run("run");

        assertEquals(69, result.exitCode(), result::toString);
        assertEquals(1, result.said().lines().count(), result::toString);
        assertTrue(result.errors().contains("no JDK 25") && result.errors().contains("JAVA_HOME"), result::toString);
    }

    /** Then cd prints where it went, and the path of the installation had two lines. */
    @Test
    void it_starts_by_a_relative_path_where_cdpath_is_exported() throws Exception {
        var tree = RunningTree.launcher().toAbsolutePath().resolve("../..").normalize();

        var result = Tool.in(tree, "sh").with("CDPATH", tree.toString()).run("-c", "bin/ftpsd --version");

        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.output().startsWith("ftpsd "), result::toString);
    }

    @Test
    void options_for_the_jvm_are_passed_on() throws Exception {
        var result = RunningTree.command(site).with("FTPSD_JAVA_OPTIONS", "-showversion").run("--version").succeeds();

        assertTrue(result.errors().contains("version"), result::toString);
    }

    /** Each of these was once a third of a start. */
    @Test
    void a_start_loads_no_parser_of_commands_no_slow_hash_and_no_provider_that_nobody_uses() throws Exception {
        var classes = directory.resolve("classes.log");
        try (var tree = RunningTree.start(site, RunningTree.launcher(),
                Map.of("FTPSD_PASSWORD", "secret", "FTPSD_USER", "carol", "FTPSD_HOME", site.home("carol").toString(),
                        "FTPSD_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes))) {
            tree.await("user carol on port");
            assertEquals(0, tree.terminate().exitCode(), tree.log());
        }

        var loaded = Files.readString(classes);
        assertTrue(loaded.contains(" dev.ftpsd.tls.SessionBinding source:"), "the classes of the start are listed");
        for (var costly : List.of("picocli.CommandLine", "org.bouncycastle.jce.provider.BouncyCastleProvider$1",
                "org.bouncycastle.crypto.generators.Argon2BytesGenerator")) {
            assertFalse(loaded.contains(" " + costly + " source:"), costly);
        }
    }

    /** A java that says that it is 17, and does nothing else. */
    private Path oldJava() throws IOException {
        var java = Files.createDirectories(directory.resolve("jdk-17/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 17' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory.resolve("jdk-17");
    }
}
