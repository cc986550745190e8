package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Data connections that a person opens with {@code openssl s_client}, with the session of the control connection and without. */
@Needs("openssl")
final class OpensslBindingIT {

    private static final int TRANSFERS = 5;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"openssl, V1_2", "openssl, V1_3", "jdk, V1_2", "jdk, V1_3"})
    void a_session_that_is_carried_over_by_hand_binds_and_none_is_refused(String engine, TlsVersion version)
            throws Exception {
        var site = Site.make(directory).machine("tls: { engine: " + engine + " }\n");
        Files.writeString(Files.createDirectories(site.home("alice")).resolve("a.txt"), "what only alice sees");
        var session = directory.resolve("session.pem");

        try (var tree = RunningTree.start(site); var control = new SClient(tree, version, session)) {
            control.ask("USER alice", "331");
            control.ask("PASS secret", "230");
            control.ask("PBSZ 0", "200");
            control.ask("PROT P", "200");
            for (int i = 0; i < TRANSFERS; i++) {
                control.ask("EPSV", "229");
                control.ask("RETR a.txt", "150");
                assertEquals("what only alice sees", data(tree, version, "-sess_in", session.toString()).output());
                control.expect("226");
            }

            control.ask("EPSV", "229");
            control.ask("RETR a.txt", "150");
            assertFalse(data(tree, version).output().contains("alice"));
            control.expect("522");
            System.out.println("figure: bound: s_client, " + version.word + ", engine " + engine + ": " + TRANSFERS
                    + " of " + TRANSFERS + " with the session, 0 of 1 without");
        }
    }

    private static Result data(RunningTree tree, TlsVersion version, String... options)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("s_client", "-quiet", "-connect", "127.0.0.1:" + tree.dataPort(),
                version.openssl));
        all.addAll(List.of(options));
        return Tool.in(tree.site().elsewhere(), "openssl").run(all, "");
    }
}
