package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many files over one control connection, with each client, version of TLS and engine, where every data connection must be
 * bound. {@code -Dftpsd.it.bound=1000} is the long form.
 */
@ParameterizedClass
@ValueSource(strings = {"openssl", "jdk"})
final class ManyFilesIT {

    private static @TempDir Path directory;
    private static @Nullable RunningTree running;

    private final String engine;

    ManyFilesIT(String engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void start(String engine) throws IOException, InterruptedException {
        var site = Site.make(Files.createDirectory(directory.resolve(engine)));
        running = RunningTree.start(site.machine("tls: { engine: " + engine + " }\n"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        tree().close();
    }

    private static RunningTree tree() {
        return Objects.requireNonNull(running);
    }

    @Needs("curl")
    @ParameterizedTest
    @EnumSource
    void curl_keeps_its_control_connection(TlsVersion version) throws Exception {
        move(Mover.CURL, version);
    }

    @Needs("lftp")
    @ParameterizedTest
    @EnumSource
    void lftp_keeps_its_control_connection(TlsVersion version) throws Exception {
        move(Mover.LFTP, version);
    }

    @Needs("basic-ftp")
    @ParameterizedTest
    @EnumSource
    void basic_ftp_keeps_its_control_connection(TlsVersion version) throws Exception {
        move(Mover.BASIC_FTP, version);
    }

    /** The server refuses what is not bound, so a folder that is whole says that each connection was. */
    private void move(Mover mover, TlsVersion version) throws Exception {
        var tree = tree();
        var name = mover + "-" + version;
        var files = Scale.boundFiles();
        var sent = Files.createDirectories(directory.resolve("sent-" + engine + name));
        var received = Files.createDirectories(directory.resolve("received-" + engine + name));
        Files.createDirectories(tree.site().home("alice").resolve(name));
        for (int i = 0; i < files; i++) {
            Content.write(sent.resolve("file-" + i), 1000 + i);
        }

        var logBefore = tree.log().length();
        var begin = System.nanoTime();
        mover.upload(new Mover.Move(tree, version, sent, name, files)).succeeds();
        var between = System.nanoTime();
        mover.download(new Mover.Move(tree, version, received, name, files)).succeeds();
        var end = System.nanoTime();

        for (int i = 0; i < files; i++) {
            assertEquals(Content.sum(sent.resolve("file-" + i)), Content.sum(received.resolve("file-" + i)));
        }
        var log = tree.log().substring(logBefore);
        assertEquals(2, log.lines().filter(line -> line.contains(" login ")).count(), log);
        assertTrue(log.lines().filter(line -> line.contains(" login "))
                .allMatch(line -> line.contains("tls=" + version.word)), log);
        assertFalse(log.contains("data-failed"), log);
        System.out.printf(Locale.ROOT, "figure: bound: %s, %s, engine %s: %d files up in %.1f s, down in %.1f s%n",
                mover,
                version.word, engine, files, seconds(begin, between), seconds(between, end));
    }

    private static double seconds(long begin, long end) {
        return Duration.ofNanos(end - begin).toMillis() / 1e3;
    }
}
