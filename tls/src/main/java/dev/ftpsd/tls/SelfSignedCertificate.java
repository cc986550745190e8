package dev.ftpsd.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.IDN;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;

import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.bc.BcX509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.util.IPAddress;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Makes a key and a certificate that vouches for itself. ECDSA on P-256 alone: every client that speaks TLS 1.2 with an
 * ephemeral key exchange, the least that is served, knows it, and its handshake costs the server a fraction of RSA's. An
 * administrator with a device that insists on RSA sets {@code tls.certificate}.
 */
final class SelfSignedCertificate {

    /**
     * Ten years. No certificate authority's rules apply, clients remember the fingerprint, and each renewal would teach
     * their users to click warnings away.
     */
    private static final Duration VALIDITY = Duration.ofDays(3650);

    /** A client whose clock is behind must not meet a certificate of the future. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    /** RFC 5280 §4.1.2.2: positive and at most 20 octets. */
    private static final int SERIAL_BITS = 127;

    /** RFC 5280 §A.1: the upper bound of a common name. */
    private static final int LONGEST_COMMON_NAME = 64;

    private SelfSignedCertificate() {}

    /**
     * Key (PKCS#8) and certificate in PEM, one after the other. Bouncy Castle's own arithmetic: at the first start of a server,
     * where this is done, the JDK's takes twice as long.
     */
    static String make(String hostName, Instant now) {
        try {
            var random = new SecureRandom();
            var generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(
                    new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1,
                            CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)),
                    random));
            var pair = generator.generateKeyPair();
            var text = new StringWriter();
            try (var pem = new PemWriter(text)) {
                pem.writeObject(new PemObject("PRIVATE KEY",
                        PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate()).getEncoded()));
                pem.writeObject(new PemObject("CERTIFICATE", certificate(pair, hostName, now, random).getEncoded()));
            }
            return text.toString();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("an ECDSA certificate in memory needs nothing that could be missing", e);
        }
    }

    private static X509CertificateHolder certificate(AsymmetricCipherKeyPair pair, String hostName, Instant now,
            SecureRandom random) throws IOException, OperatorCreationException {
        var host = asciiName(hostName);
        var commonName = host.length() <= LONGEST_COMMON_NAME ? host : "ftpsd";
        var subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        var serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
        var builder = new BcX509v3CertificateBuilder(subject, serial, Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALIDITY)), subject, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(host));
        var signer = new BcECContentSignerBuilder(
                new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
        return builder.build(signer.setSecureRandom(random).build(pair.getPrivate()));
    }

    private static GeneralNames alternativeNames(String host) {
        var names = new LinkedHashSet<GeneralName>();
        names.add(generalName(host));
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static GeneralName generalName(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    /** A name that no certificate can hold leaves the loopback names, which is better than no server. */
    private static String asciiName(String hostName) {
        if (IPAddress.isValid(hostName) || hostName.equals("localhost")) {
            // Most first starts: the tables of IDN need not be read for it.
            return hostName;
        }
        try {
            var ascii = IDN.toASCII(hostName, IDN.USE_STD3_ASCII_RULES);
            return ascii.isEmpty() ? "localhost" : ascii;
        } catch (IllegalArgumentException e) {
            return "localhost";
        }
    }
}
