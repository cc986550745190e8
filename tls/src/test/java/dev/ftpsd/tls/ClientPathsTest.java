package dev.ftpsd.tls;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import dev.ftpsd.tls.Revocation.Ocsp;
import dev.ftpsd.tls.jdk.JdkTlsProperties;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which client certificates are good: the matrix of paths, lists and responders. */
class ClientPathsTest {

    private final Instant now = Instant.now();
    private final Instant tomorrow = now.plus(Duration.ofDays(1));

    private TestAuthority root;
    private KeyMaterial anna;

    @BeforeAll
    static void setTimeouts() {
        JdkTlsProperties.apply();
    }

    @BeforeEach
    void makeKeys() throws Exception {
        root = new TestAuthority("Root");
        anna = root.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth);
    }

    private ClientPaths paths(Revocation revocation) {
        return new ClientPaths(List.of(root.certificate()), revocation, InstantSource.system());
    }

    private ClientPaths withLists(X509CRL... lists) {
        return paths(new Revocation(List.of(lists), Ocsp.OFF));
    }

    private static void assertGood(ClientVerifier verifier, List<X509Certificate> chain) {
        assertDoesNotThrow(() -> verifier.verify(chain));
        assertDoesNotThrow(() -> verifier.verifyAgain(chain));
    }

    private static void assertRefused(String reason, ClientVerifier verifier, List<X509Certificate> chain) {
        var failure = assertThrows(CertificateException.class, () -> verifier.verify(chain));
        assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.toString());
        assertThrows(CertificateException.class, () -> verifier.verifyAgain(chain));
    }

    // ------------------------------------------------------------------ paths

    @Test
    void a_certificate_of_the_authority_is_good_with_and_without_the_root_behind_it() {
        assertGood(paths(Revocation.NONE), anna.chain());
        assertGood(paths(Revocation.NONE), List.of(anna.certificate()));
    }

    @Test
    void a_chain_over_an_intermediate_is_good_in_any_order_and_not_without_the_intermediate() throws Exception {
        var below = new TestAuthority("Below", root);
        var leaf = below.issue("berta", "P-256", KeyPurposeId.id_kp_clientAuth).certificate();

        assertGood(paths(Revocation.NONE), List.of(leaf, below.certificate()));
        assertGood(paths(Revocation.NONE), List.of(leaf, root.certificate(), below.certificate()));
        assertRefused("berta", paths(Revocation.NONE), List.of(leaf));
    }

    @Test
    void a_client_cannot_sign_for_another() throws Exception {
        var forged = new TestAuthority("anna");
        var leaf = forged.issue("berta", "P-256", KeyPurposeId.id_kp_clientAuth).certificate();

        assertRefused("berta", paths(Revocation.NONE), List.of(leaf, anna.certificate()));
    }

    @Test
    void a_certificate_that_was_good_is_not_when_it_has_expired() throws Exception {
        var later = new ClientPaths(List.of(root.certificate()), Revocation.NONE,
                () -> now.plus(Duration.ofDays(21)));

        assertRefused("validity check failed", later, anna.chain());
    }

    @Test
    void a_certificate_for_servers_is_refused_and_one_that_says_nothing_is_not() throws Exception {
        assertRefused("Extended key usage", paths(Revocation.NONE),
                root.issue("anna", "P-256", KeyPurposeId.id_kp_serverAuth).chain());
        assertGood(paths(Revocation.NONE), root.issue("anna", "P-256", KeyPurposeId.anyExtendedKeyUsage).chain());
    }

    @Test
    void a_certificate_that_is_itself_among_the_authorities_is_trusted_as_it_stands() {
        var pinned = new ClientPaths(List.of(anna.certificate()), Revocation.NONE, InstantSource.system());

        assertGood(pinned, List.of(anna.certificate()));
    }

    // ------------------------------------------------------------------ lists (RFC 5280 §5)

    @Test
    void a_certificate_that_is_not_on_the_list_is_good() throws Exception {
        assertGood(withLists(root.revoked(tomorrow)), anna.chain());
    }

    @Test
    void a_revoked_certificate_is_refused() throws Exception {
        assertRefused("revoked", withLists(root.revoked(tomorrow, anna.certificate())), anna.chain());
    }

    @Test
    void a_list_that_is_past_its_date_refuses_everybody() throws Exception {
        assertRefused("Could not determine revocation status", withLists(root.revoked(now.minus(Duration.ofHours(1)))),
                anna.chain());
    }

    @Test
    void a_list_of_another_issuer_says_nothing_and_so_refuses() throws Exception {
        assertRefused("Could not determine revocation status", withLists(new TestAuthority("Other").revoked(tomorrow)),
                anna.chain());
    }

    @Test
    void a_list_that_somebody_else_signed_in_the_name_of_the_issuer_refuses() throws Exception {
        assertRefused("Could not determine revocation status", withLists(new TestAuthority("Root").revoked(tomorrow)),
                anna.chain());
    }

    @Test
    void one_good_list_among_stale_and_foreign_ones_is_enough() throws Exception {
        assertGood(withLists(root.revoked(now.minus(Duration.ofDays(9))), new TestAuthority("Other").revoked(tomorrow),
                root.revoked(tomorrow)), anna.chain());
    }

    @Test
    void an_intermediate_that_was_revoked_is_refused_where_the_list_of_its_issuer_is_there() throws Exception {
        var below = new TestAuthority("Below", root);
        var chain = List.of(below.issue("berta", "P-256", KeyPurposeId.id_kp_clientAuth).certificate(),
                below.certificate());

        assertGood(withLists(below.revoked(tomorrow)), chain);
        assertGood(withLists(below.revoked(tomorrow), root.revoked(tomorrow)), chain);
        assertRefused("revoked", withLists(below.revoked(tomorrow), root.revoked(tomorrow, below.certificate())),
                chain);
    }

    // ------------------------------------------------------------------ responders (RFC 6960)

    @Test
    void the_responder_decides_whether_it_is_asked_softly_or_hard() throws Exception {
        try (var responder = new OcspStub(root.certificate(), root.key())) {
            var chain = root.issueWithOcsp("anna", responder.address()).chain();
            for (var mode : List.of(Ocsp.SOFT, Ocsp.HARD)) {
                assertGood(paths(new Revocation(List.of(), mode)), chain);
            }
            responder.revoke(chain.getFirst());
            for (var mode : List.of(Ocsp.SOFT, Ocsp.HARD)) {
                var verifier = paths(new Revocation(List.of(), mode));
                assertThrows(CertificateException.class, () -> verifier.verify(chain));
            }
            assertEquals(4, responder.asked.get());
        }
    }

    @Test
    void nobody_is_asked_where_ocsp_is_off_and_when_a_session_is_looked_at_again() throws Exception {
        try (var responder = new OcspStub(root.certificate(), root.key())) {
            var chain = root.issueWithOcsp("anna", responder.address()).chain();
            assertGood(paths(Revocation.NONE), chain);
            paths(new Revocation(List.of(), Ocsp.HARD)).verifyAgain(chain);

            assertEquals(0, responder.asked.get());
        }
    }

    @Test
    void a_responder_that_is_away_lets_the_client_in_softly_and_keeps_it_out_hard() throws Exception {
        String gone;
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = "http://127.0.0.1:" + port.getLocalPort() + "/";
        }
        var chain = root.issueWithOcsp("anna", gone).chain();

        paths(new Revocation(List.of(), Ocsp.SOFT)).verify(chain);
        var hard = paths(new Revocation(List.of(), Ocsp.HARD));
        assertThrows(CertificateException.class, () -> hard.verify(chain));
    }

    @Test
    void a_responder_that_never_answers_is_as_good_as_away_after_three_seconds() throws Exception {
        try (var port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var chain = root.issueWithOcsp("anna", "http://127.0.0.1:" + port.getLocalPort() + "/").chain();
            var before = System.nanoTime();
            paths(new Revocation(List.of(), Ocsp.SOFT)).verify(chain);

            assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 10);
        }
    }

    @Test
    void an_answer_that_the_authority_did_not_sign_is_none() throws Exception {
        var other = new TestAuthority("Root");
        try (var liar = new OcspStub(other.certificate(), other.key())) {
            var chain = root.issueWithOcsp("anna", liar.address()).chain();
            var hard = paths(new Revocation(List.of(), Ocsp.HARD));

            assertThrows(CertificateException.class, () -> hard.verify(chain));
        }
    }

    @Test
    void a_certificate_without_a_responder_is_good_softly_and_refused_hard() {
        assertDoesNotThrow(() -> paths(new Revocation(List.of(), Ocsp.SOFT)).verify(anna.chain()));
        var hard = paths(new Revocation(List.of(), Ocsp.HARD));
        assertThrows(CertificateException.class, () -> hard.verify(anna.chain()));
    }
}
