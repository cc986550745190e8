package dev.ftpsd.auth;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CertificateNameTest {

    private static X509Certificate certificate;

    /** Nobody looks at its signature here, so it has none that is right. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var now = Instant.now();
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[]{
                new GeneralName(GeneralName.rfc822Name, "Anna@Example.org"),
                new GeneralName(GeneralName.dNSName, "Camera.example.org"),
                new GeneralName(GeneralName.dNSName, "*.example.net"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "mailto:berta@example.org")}));
        var unsigned = new V3TBSCertificateGenerator();
        unsigned.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        unsigned.setSignature(algorithm);
        unsigned.setIssuer(new X500Name("CN=Test CA"));
        unsigned.setStartDate(new Time(Date.from(now)));
        unsigned.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
        unsigned.setSubject(new X500Name("O=Example, CN=Anna"));
        unsigned.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        unsigned.setExtensions(extensions.generate());
        var parts = new ASN1EncodableVector();
        parts.add(unsigned.generateTBSCertificate());
        parts.add(algorithm);
        parts.add(new DERBitString(new byte[]{1}));
        certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(parts).getEncoded()));
    }

    private static String fingerprint() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    @Test
    void a_fingerprint_is_read_in_the_ways_in_which_tools_print_it() throws Exception {
        var plain = fingerprint();
        var colons = plain.replaceAll("(..)(?!$)", "$1:").toUpperCase(Locale.ROOT);

        assertTrue(CertificateName.parse(plain).means(certificate));
        assertTrue(CertificateName.parse(colons).means(certificate));
        assertFalse(CertificateName.parse("0".repeat(64)).means(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CN=Anna,O=Example", "CN=Anna, O=Example", "cn=Anna,o=Example", "Anna@example.org", "Anna@EXAMPLE.ORG",
            "camera.example.org", "CAMERA.example.org"
    })
    void the_certificate_is_meant_by_its_names(String text) {
        assertTrue(CertificateName.parse(text).means(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=Anna,O=Example", "Anna@example.org", "camera.example.org"})
    void a_name_is_shown_as_it_is_written(String text) {
        assertEquals(text, CertificateName.parse(text).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CN=anna,O=Example", "O=Example,CN=Anna", "CN=Anna", "CN=Anna,O=Example,C=DE", "anna@example.org",
            "Anna@example.org.evil.example", "berta@example.org", "ftp.example.net", "example.org", "Anna"
    })
    void a_name_that_is_only_like_another_is_another(String text) {
        assertFalse(CertificateName.parse(text).means(certificate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*.example.net", "=x", "a b", "anna@", "3a:9f", "CN=Anna,O"})
    void what_names_no_certificate_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> CertificateName.parse(text));
    }
}
