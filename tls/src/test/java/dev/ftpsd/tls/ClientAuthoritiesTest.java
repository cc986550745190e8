package dev.ftpsd.tls;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which certificates among the authorities may sign clients', and which are good for themselves alone. */
class ClientAuthoritiesTest {

    private static final Extension NO_AUTHORITY = extension(Extension.basicConstraints, new BasicConstraints(false));
    private static final Extension AUTHORITY = extension(Extension.basicConstraints, new BasicConstraints(true));
    private static final Extension SIGNS_CERTIFICATES = usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    private static final Extension SIGNS_HANDSHAKES = usage(KeyUsage.digitalSignature);

    @TempDir
    Path folder;

    private static Extension extension(ASN1ObjectIdentifier kind, ASN1Encodable value) {
        return assertDoesNotThrow(() -> Extension.create(kind, true, value));
    }

    private static Extension usage(int bits) {
        return extension(Extension.keyUsage, new KeyUsage(bits));
    }

    private static ClientPaths trusting(X509Certificate... authorities) {
        return new ClientPaths(List.of(authorities), InstantSource.system());
    }

    private static void assertRefused(String reason, ClientPaths paths, X509Certificate... chain) {
        var failure = assertThrows(CertificateException.class, () -> paths.verify(List.of(chain)));
        assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.toString());
    }

    private static void assertGood(ClientPaths paths, X509Certificate... chain) {
        assertDoesNotThrow(() -> paths.verify(List.of(chain)));
    }

    // ------------------------------------------------------------------ who may sign (RFC 5280 §4.2.1.9, §4.2.1.3)

    @Test
    void whose_own_certificate_is_trusted_as_it_stands_signs_for_nobody() throws Exception {
        var anna = new TestAuthority("anna", NO_AUTHORITY);
        var bob = anna.issue("bob", NO_AUTHORITY);

        assertGood(trusting(anna.certificate()), anna.certificate());
        assertRefused("CN=bob", trusting(anna.certificate()), bob, anna.certificate());
        assertRefused("CN=bob", trusting(anna.certificate()), bob);
    }

    @Test
    void who_is_there_and_may_not_sign_is_named_with_the_reason() throws Exception {
        var anna = new TestAuthority("anna", NO_AUTHORITY);

        assertRefused("CN=anna is there, but is no authority (basicConstraints without CA)",
                trusting(anna.certificate()), anna.issue("bob", NO_AUTHORITY));
    }

    /** As while one authority's key is replaced by another's. */
    @Test
    void of_two_authorities_of_one_name_the_one_that_signed_gives_the_reason() throws Exception {
        var old = new TestAuthority("Root");
        var fresh = new TestAuthority("Root");
        var unknown = extension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE);

        assertRefused("unrecognized critical extension", trusting(old.certificate(), fresh.certificate()),
                old.issue("bob", unknown));
        assertRefused("unrecognized critical extension", trusting(fresh.certificate(), old.certificate()),
                old.issue("bob", unknown));
    }

    @Test
    void nor_does_it_beside_an_authority() throws Exception {
        var root = new TestAuthority("Root");
        var anna = new TestAuthority("anna", NO_AUTHORITY);
        var both = trusting(root.certificate(), anna.certificate());

        assertRefused("CN=bob", both, anna.issue("bob", NO_AUTHORITY), anna.certificate());
        assertGood(both, root.issue("bob", NO_AUTHORITY));
        assertGood(both, anna.certificate());
    }

    @Test
    void a_certificate_whose_key_is_not_for_signing_certificates_signs_none() throws Exception {
        var odd = new TestAuthority("Odd", AUTHORITY, SIGNS_HANDSHAKES);
        var proper = new TestAuthority("Proper", AUTHORITY, SIGNS_CERTIFICATES);
        var silent = new TestAuthority("Silent", AUTHORITY);

        assertRefused("CN=bob", trusting(odd.certificate()), odd.issue("bob", NO_AUTHORITY));
        assertGood(trusting(proper.certificate()), proper.issue("bob", NO_AUTHORITY));
        assertGood(trusting(silent.certificate()), silent.issue("bob", NO_AUTHORITY));
    }

    @Test
    void a_pinned_certificate_with_the_name_of_an_authority_does_not_take_its_place() throws Exception {
        var root = new TestAuthority("Root");
        var below = new TestAuthority("Below", root);
        var namesake = new TestAuthority("Below", NO_AUTHORITY);

        assertGood(trusting(root.certificate(), namesake.certificate()), below.issue("bob", NO_AUTHORITY),
                below.certificate());
    }

    // ------------------------------------------------------------------ what a client's key is for (RFC 5246 §7.4.6)

    @Test
    void a_client_whose_key_is_not_for_signatures_is_refused() throws Exception {
        var root = new TestAuthority("Root");
        var both = usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);

        assertRefused("Key usage does not include digitalSignature", trusting(root.certificate()),
                root.issue("bob", NO_AUTHORITY, usage(KeyUsage.keyEncipherment)));
        assertGood(trusting(root.certificate()), root.issue("bob", NO_AUTHORITY, both));
        assertGood(trusting(root.certificate()), root.issue("bob", NO_AUTHORITY));
    }

    @Test
    void nor_is_it_where_its_certificate_is_trusted_as_it_stands() throws Exception {
        var bob = new TestAuthority("bob", NO_AUTHORITY, usage(KeyUsage.keyEncipherment)).certificate();

        assertRefused("Key usage does not include digitalSignature", trusting(bob), bob);
    }

    // ------------------------------------------------------------------ the file

    @Test
    void a_file_with_a_certificate_that_can_neither_sign_nor_stand_alone_is_refused() throws Exception {
        var root = new TestAuthority("Root");
        var file = folder.resolve("clients.pem");

        KeyFolder.write(file, root.issue("bob", NO_AUTHORITY));
        assertEquals(file + ": CN=bob is no authority (basicConstraints without CA); put the certificate there that"
                + " signs clients'", problem(file));
        KeyFolder.write(file, new TestAuthority("Odd", root, AUTHORITY, SIGNS_HANDSHAKES).certificate());
        assertEquals(file + ": CN=Odd is no authority (keyUsage without keyCertSign); put the certificate there that"
                + " signs clients'", problem(file));
    }

    @Test
    void a_file_with_authorities_and_clients_own_certificates_is_taken() throws Exception {
        var file = folder.resolve("clients.pem");
        var anna = new TestAuthority("anna", NO_AUTHORITY, SIGNS_HANDSHAKES).certificate();
        var root = new TestAuthority("Root").certificate();
        KeyFolder.write(file, anna, root);

        assertEquals(List.of(anna, root), TrustFiles.authorities(file));
    }

    private static String problem(Path file) {
        return String.valueOf(
                assertThrows(KeyMaterialException.class, () -> TrustFiles.authorities(file)).getMessage());
    }
}
