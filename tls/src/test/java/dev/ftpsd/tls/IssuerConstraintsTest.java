package dev.ftpsd.tls;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an authority of the administrator's may sign by the word of its own certificate (RFC 5280 §4.2.1.9, §4.2.1.10). */
class IssuerConstraintsTest {

    private static final Extension NO_AUTHORITY = extension(Extension.basicConstraints, new BasicConstraints(false));
    private static final Extension AUTHORITY = extension(Extension.basicConstraints, new BasicConstraints(true));

    @TempDir
    Path folder;

    private TestAuthority root;

    @BeforeEach
    void makeRoot() throws Exception {
        root = new TestAuthority("Root");
    }

    private static Extension extension(ASN1ObjectIdentifier kind, ASN1Encodable value) {
        return assertDoesNotThrow(() -> Extension.create(kind, true, value));
    }

    private static Extension permitting(int kind, String subtree) {
        return extension(Extension.nameConstraints, new NameConstraints(
                new GeneralSubtree[]{new GeneralSubtree(new GeneralName(kind, subtree))}, null));
    }

    private static Extension excluding(int kind, String subtree) {
        return extension(Extension.nameConstraints, new NameConstraints(null,
                new GeneralSubtree[]{new GeneralSubtree(new GeneralName(kind, subtree))}));
    }

    private static Extension named(int kind, String name) {
        return extension(Extension.subjectAlternativeName, new GeneralNames(new GeneralName(kind, name)));
    }

    private static ClientPaths trusting(TestAuthority... authorities) {
        return new ClientPaths(List.of(authorities).stream().map(TestAuthority::certificate).toList(),
                InstantSource.system());
    }

    private static void assertRefused(String reason, ClientPaths paths, X509Certificate... chain) {
        var failure = assertThrows(CertificateException.class, () -> paths.verify(List.of(chain)));
        assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.toString());
        assertThrows(CertificateException.class, () -> paths.verifyAgain(List.of(chain)));
    }

    private static void assertGood(ClientPaths paths, X509Certificate... chain) {
        assertDoesNotThrow(() -> paths.verify(List.of(chain)));
        assertDoesNotThrow(() -> paths.verifyAgain(List.of(chain)));
    }

    // ------------------------------------------------------------------ names

    @Test
    void an_authority_for_the_addresses_of_a_domain_names_no_others() throws Exception {
        var partner = new TestAuthority("Partner", root, AUTHORITY,
                permitting(GeneralName.rfc822Name, "example.org"));

        assertGood(trusting(partner),
                partner.issue("bob", NO_AUTHORITY, named(GeneralName.rfc822Name, "bob@example.org")));
        assertGood(trusting(partner), partner.issue("bob", NO_AUTHORITY));
        assertRefused("CN=bob", trusting(partner),
                partner.issue("bob", NO_AUTHORITY, named(GeneralName.rfc822Name, "bob@example.com")));
        assertRefused("nameConstraints", trusting(partner),
                partner.issue("bob,E=bob@example.com", NO_AUTHORITY));
    }

    @Test
    void an_authority_for_a_part_of_the_directory_names_nobody_elsewhere() throws Exception {
        var partner = new TestAuthority("Partner", root, AUTHORITY, permitting(GeneralName.directoryName, "CN=Staff"));

        assertGood(trusting(partner), partner.issue("Staff,CN=bob", NO_AUTHORITY));
        assertRefused("nameConstraints", trusting(partner), partner.issue("bob", NO_AUTHORITY));
    }

    @Test
    void what_is_excluded_is_so_for_authorities_below_and_their_clients() throws Exception {
        var partner = new TestAuthority("Partner", root, AUTHORITY, excluding(GeneralName.dNSName, "example.org"));
        var below = new TestAuthority("Below", partner);

        assertGood(trusting(partner), below.issue("bob", NO_AUTHORITY, named(GeneralName.dNSName, "a.example.com")),
                below.certificate());
        assertRefused("nameConstraints", trusting(partner),
                below.issue("bob", NO_AUTHORITY, named(GeneralName.dNSName, "a.example.org")), below.certificate());
    }

    @Test
    void the_word_of_one_authority_does_not_count_for_another_of_its_name() throws Exception {
        var bound = new TestAuthority("Partner", root, AUTHORITY, permitting(GeneralName.directoryName, "CN=Staff"));
        var free = new TestAuthority("Partner", root, AUTHORITY);

        for (var paths : List.of(trusting(bound, free), trusting(free, bound))) {
            assertGood(paths, free.issue("bob", NO_AUTHORITY));
            assertRefused("CN=bob", paths, bound.issue("bob", NO_AUTHORITY));
            assertGood(paths, bound.issue("Staff,CN=bob", NO_AUTHORITY));
        }
    }

    @Test
    void an_authority_whose_word_is_not_understood_is_refused_with_its_file() throws Exception {
        var odd = new TestAuthority("Odd", AUTHORITY, permitting(GeneralName.registeredID, "1.2.3"));
        var file = folder.resolve("clients.pem");
        KeyFolder.write(file, odd.certificate());

        var problem = assertThrows(KeyMaterialException.class, () -> TrustFiles.authorities(file));
        assertEquals(file + ": CN=Odd has nameConstraints of a kind that cannot be kept; put another authority there",
                problem.getMessage());
        assertThrows(IllegalArgumentException.class, () -> trusting(odd));
    }

    // ------------------------------------------------------------------ length

    @Test
    void an_authority_that_may_have_none_below_it_has_none() throws Exception {
        var last = new TestAuthority("Last", root, extension(Extension.basicConstraints, new BasicConstraints(0)));
        var below = new TestAuthority("Below", last);

        assertGood(trusting(last), last.issue("bob", NO_AUTHORITY));
        assertRefused("pathLenConstraint", trusting(last), below.issue("bob", NO_AUTHORITY), below.certificate());
        assertGood(trusting(below), below.issue("bob", NO_AUTHORITY));
    }
}
