package dev.ftpsd.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that signs whatever a test needs. */
public final class TestAuthority {

    private final KeyPair keys;
    private final String name;
    private final X509Certificate certificate;

    public TestAuthority(String name) throws Exception {
        this(name, "P-256");
    }

    /** One with that kind of key, such as RSA-2048. */
    public TestAuthority(String name, String algorithm) throws Exception {
        this.keys = newKeys(algorithm);
        this.name = name;
        var now = Instant.now();
        this.certificate = sign(name, keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    }

    /** An authority below another one. */
    public TestAuthority(String name, TestAuthority above) throws Exception {
        this.keys = newKeys("P-256");
        this.name = name;
        var now = Instant.now();
        this.certificate = above.sign(name, keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    }

    /** One that signs although its certificate says these things alone, whatever they make of it. */
    public TestAuthority(String name, Extension... extensions) throws Exception {
        this.keys = newKeys("P-256");
        this.name = name;
        this.certificate = sign(plain(name, keys), extensions);
    }

    /** The same below another one. */
    public TestAuthority(String name, TestAuthority above, Extension... extensions) throws Exception {
        this.keys = newKeys("P-256");
        this.name = name;
        this.certificate = above.sign(above.plain(name, keys), extensions);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return keys.getPrivate();
    }

    /** A client's certificate whose status the responder at {@code ocsp} knows. */
    public KeyMaterial issueWithOcsp(String subject, String ocsp) throws Exception {
        var pair = newKeys("P-256");
        var now = Instant.now();
        var builder = builder(subject, pair, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)),
                KeyPurposeId.id_kp_clientAuth);
        builder.addExtension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, ocsp)));
        return new KeyMaterial(pair.getPrivate(), List.of(sign(builder), certificate), List.of());
    }

    /** A client's certificate that says these things alone. */
    public X509Certificate issue(String subject, Extension... extensions) throws Exception {
        return sign(plain(subject, newKeys("P-256")), extensions);
    }

    /** The list of revoked certificates, good until {@code nextUpdate}. */
    public X509CRL revoked(Instant nextUpdate, X509Certificate... revoked) throws Exception {
        return revoked(nextUpdate, Arrays.stream(revoked).map(X509Certificate::getSerialNumber).toList());
    }

    /** The same by serial numbers. */
    public X509CRL revoked(Instant nextUpdate, List<BigInteger> serials) throws Exception {
        var made = nextUpdate.minus(Duration.ofDays(2));
        var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(made));
        builder.setNextUpdate(Date.from(nextUpdate));
        for (var serial : serials) {
            builder.addCRLEntry(serial, Date.from(made), CRLReason.keyCompromise);
        }
        var list = builder.build(signer());
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(list.getEncoded()));
    }

    /** A key of its own and a certificate of this authority that is valid today. */
    public KeyMaterial issue(String subject, String algorithm, KeyPurposeId purpose) throws Exception {
        var now = Instant.now();
        return issue(subject, algorithm, purpose, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)));
    }

    /** The same for a server with these names. */
    public KeyMaterial issueForHosts(String algorithm, String... hosts) throws Exception {
        var pair = newKeys(algorithm);
        var now = Instant.now();
        var builder = builder(hosts[0], pair, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)),
                KeyPurposeId.id_kp_serverAuth);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                Arrays.stream(hosts).map(host -> new GeneralName(GeneralName.dNSName, host))
                        .toArray(GeneralName[]::new)));
        return new KeyMaterial(pair.getPrivate(), List.of(sign(builder), certificate), List.of());
    }

    public KeyMaterial issue(String subject, String algorithm, KeyPurposeId purpose, Instant from, Instant to)
            throws Exception {
        var pair = newKeys(algorithm);
        return new KeyMaterial(pair.getPrivate(), List.of(sign(subject, pair, from, to, purpose), certificate),
                List.of());
    }

    /** {@code P-256}, {@code P-384}, {@code P-521}, {@code RSA-2048}, {@code Ed25519}. */
    public static KeyPair newKeys(String algorithm) throws Exception {
        if (algorithm.equals("Ed25519")) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        var size = Integer.parseInt(algorithm.substring(algorithm.indexOf('-') + 1));
        if (algorithm.startsWith("RSA")) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(size);
            return generator.generateKeyPair();
        }
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp" + size + "r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate sign(String subject, KeyPair pair, Instant from, Instant to, KeyPurposeId... purposes)
            throws Exception {
        return sign(builder(subject, pair, from, to, purposes));
    }

    private JcaX509v3CertificateBuilder builder(String subject, KeyPair pair, Instant from, Instant to,
            KeyPurposeId... purposes) throws Exception {
        var builder = plain(subject, pair, from, to);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purposes.length == 0));
        if (purposes.length == 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        }
        if (purposes.length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        return builder;
    }

    private JcaX509v3CertificateBuilder plain(String subject, KeyPair pair) {
        var now = Instant.now();
        return plain(subject, pair, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(20)));
    }

    private JcaX509v3CertificateBuilder plain(String subject, KeyPair pair, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(new X500Name("CN=" + name),
                new BigInteger(64, new SecureRandom()).add(BigInteger.ONE), Date.from(from), Date.from(to),
                new X500Name("CN=" + subject), pair.getPublic());
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder, Extension... extensions) throws Exception {
        for (var extension : extensions) {
            builder.addExtension(extension);
        }
        var signer = signer();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(builder.build(signer).getEncoded()));
    }

    private ContentSigner signer() throws OperatorCreationException {
        var kind = keys.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
        return new JcaContentSignerBuilder("SHA256with" + kind).build(keys.getPrivate());
    }
}
