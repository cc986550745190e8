package dev.ftpsd.server.support;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;

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
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues certificates for servers and clients, and says which it has revoked. */
public final class TestIssuer {

    private static final Duration LIFE = Duration.ofDays(30);

    private final KeyPair keys;
    private final X500Name name;
    private final X509Certificate certificate;

    public TestIssuer(String name) throws Exception {
        this.keys = newKeys("EC");
        this.name = new X500Name("CN=" + name);
        this.certificate = sign(builder(this.name, keys, Instant.now().plus(LIFE))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    /** What was issued. */
    public record Issued(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {

        /** Writes chain and key into {@code name.pem} and {@code name.key}. */
        public Issued write(Path folder, String name) throws Exception {
            TestIssuer.write(folder.resolve(name + ".pem"), certificate, issuer);
            TestIssuer.write(folder.resolve(name + ".key"), new JcaPKCS8Generator(key, null));
            return this;
        }

        /** SHA-256 in lower case without colons. */
        public String fingerprint() throws Exception {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** For a server with these names, with a key of {@code EC} or {@code RSA}. */
    public Issued server(String algorithm, String... hosts) throws Exception {
        return server(algorithm, Instant.now().plus(LIFE), hosts);
    }

    public Issued server(String algorithm, Instant end, String... hosts) throws Exception {
        var names = Arrays.stream(hosts).map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
        return issue(algorithm, "CN=" + hosts[0], end, KeyPurposeId.id_kp_serverAuth, names);
    }

    /** For a client with that common name, valid for a month. */
    public Issued client(String commonName, GeneralName... names) throws Exception {
        return client(commonName, Instant.now().plus(LIFE), names);
    }

    public Issued client(String commonName, Instant end, GeneralName... names) throws Exception {
        return issue("EC", "CN=" + commonName, end, KeyPurposeId.id_kp_clientAuth, names);
    }

    /** For a client whose status the OCSP responder at that URL knows (RFC 5280 §4.2.2.1). */
    public Issued clientWithOcsp(String commonName, String responder) throws Exception {
        var pair = newKeys("EC");
        var builder = builder(new X500Name("CN=" + commonName), pair, Instant.now().plus(LIFE))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .addExtension(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(
                        AccessDescription.id_ad_ocsp,
                        new GeneralName(GeneralName.uniformResourceIdentifier, responder)));
        return new Issued(pair.getPrivate(), sign(builder), certificate);
    }

    private Issued issue(String algorithm, String subject, Instant end, KeyPurposeId purpose, GeneralName... names)
            throws Exception {
        var pair = newKeys(algorithm);
        var builder = builder(new X500Name(subject), pair, end)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new Issued(pair.getPrivate(), sign(builder), certificate);
    }

    /** Writes the list of revoked certificates, good for a day. */
    public void writeRevoked(Path file, X509Certificate... revoked) throws Exception {
        var now = Instant.now();
        writeRevoked(file, now.minusSeconds(60), now.plus(Duration.ofDays(1)), revoked);
    }

    /** The same, made at one time and good until another. */
    public void writeRevoked(Path file, Instant made, Instant end, X509Certificate... revoked) throws Exception {
        var builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(made));
        builder.setNextUpdate(Date.from(end));
        for (var one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), Date.from(made), CRLReason.keyCompromise);
        }
        write(file, builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /** Writes what {@link JcaPEMWriter} knows. */
    public static void write(Path file, Object... objects) throws Exception {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            for (var object : objects) {
                pem.writeObject(object);
            }
        }
        Files.writeString(file, text.toString());
    }

    private static KeyPair newKeys(String algorithm) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair pair, Instant end) {
        return new JcaX509v3CertificateBuilder(name, new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                Date.from(end.minus(Duration.ofDays(60))), Date.from(end), subject, pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws Exception {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(builder.build(signer).getEncoded()));
    }
}
