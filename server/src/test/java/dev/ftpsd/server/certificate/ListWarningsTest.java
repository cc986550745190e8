package dev.ftpsd.server.certificate;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.config.certificate.ListWarnings;
import dev.ftpsd.server.support.TestIssuer;
import dev.ftpsd.tls.TrustFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When an administrator hears that nobody renews a list of revoked certificates. */
final class ListWarningsTest {

    @TempDir
    Path folder;

    private final Instant end = Instant.now().plus(Duration.ofDays(3));
    private final ListWarnings warnings = new ListWarnings();
    private final HeardLog log = new HeardLog();

    @AfterEach
    void close() {
        log.close();
    }

    /** A list that is good for ten days. */
    private X509CRL list(TestIssuer issuer, Instant until) throws Exception {
        var file = folder.resolve("list.crl");
        issuer.writeRevoked(file, until.minus(Duration.ofDays(10)), until);
        return TrustFiles.revocationLists(file).getFirst();
    }

    /** What is said at a look that far before the end. */
    private List<String> saidBefore(Duration left, X509CRL... lists) {
        var before = log.lines("line").size();
        warnings.look(Arrays.asList(lists), end.minus(left));
        var lines = log.lines("line");
        return lines.subList(before, lines.size());
    }

    @Test
    void the_last_fifth_of_its_life_and_the_end_are_told_once_each() throws Exception {
        var list = list(new TestIssuer("Client CA"), end);

        assertEquals(List.of(), saidBefore(Duration.ofDays(9), list));
        assertEquals(List.of(), saidBefore(Duration.ofDays(2).plusHours(1), list));
        assertEquals(1, saidBefore(Duration.ofDays(2), list).size());
        assertEquals(List.of(), saidBefore(Duration.ofHours(1), list));
        assertEquals(1, saidBefore(Duration.ofMinutes(-1), list).size());
        assertEquals(List.of(), saidBefore(Duration.ofDays(-3), list));
        warnings.reset();
        assertEquals(1, saidBefore(Duration.ofDays(-3), list).size());
    }

    @Test
    void a_warning_names_the_issuer_what_becomes_of_clients_and_what_to_do() throws Exception {
        var list = list(new TestIssuer("Client CA"), end);
        var near = String.join("", saidBefore(Duration.ofHours(1), list));
        var past = String.join("", saidBefore(Duration.ofHours(-1), list));

        assertTrue(near.contains("WARN") && near.contains("client-crl: the list of CN=Client CA is good until ")
                && near.contains("fetch the next one"), near);
        assertTrue(past.contains("was good until ") && past.contains("is refused"), past);
    }

    @Test
    void a_stale_list_beside_a_newer_one_of_its_issuer_is_no_matter_and_beside_one_of_another_is() throws Exception {
        var issuer = new TestIssuer("Client CA");
        var stale = list(issuer, end);
        var newer = list(issuer, end.plus(Duration.ofDays(20)));
        var foreign = list(new TestIssuer("Other CA"), end.plus(Duration.ofDays(20)));

        assertEquals(List.of(), saidBefore(Duration.ofHours(-1), stale, newer));
        assertEquals(1, saidBefore(Duration.ofHours(-1), stale, foreign).size());
    }
}
