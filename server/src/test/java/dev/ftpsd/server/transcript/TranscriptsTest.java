package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every transcript in every mode that it runs in; {@code -Dtranscript=transfer/} plays those whose name begins so. */
final class TranscriptsTest {

    private static final Map<Servers, TestServer> SERVERS = new EnumMap<>(Servers.class);

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws IOException {
        for (var kind : Servers.values()) {
            SERVERS.put(kind, kind.start(directory));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    @TestFactory
    List<DynamicTest> the_server_answers_as_the_transcript_says() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var transcript : TranscriptFiles.all()) {
            if (transcript.name().startsWith(System.getProperty("transcript", ""))) {
                for (var mode : Mode.values()) {
                    if (transcript.modes().contains(mode)) {
                        tests.add(dynamicTest(transcript.name() + " " + mode.words(), transcript.file().toUri(),
                                () -> play(transcript, mode)));
                    }
                }
            }
        }
        return tests;
    }

    private static void play(Transcript transcript, Mode mode) throws IOException {
        assumeTrue(!transcript.host().contains(":") || hasIpv6(), "this machine has no IPv6");
        var server = SERVERS.get(transcript.server());
        if (server == null) {
            throw new IllegalStateException("not started: " + transcript.server());
        }
        try (var runner = new TranscriptRunner(transcript, mode, server)) {
            runner.play();
        }
    }

    private static boolean hasIpv6() {
        try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
