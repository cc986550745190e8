package dev.ftpsd.tls.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.CertifiedClient;
import dev.ftpsd.tls.ClientPaths;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Client certificates on control engines, whose endpoint identification algorithm must not get in their way. */
@ParameterizedClass
@EnumSource(Implementation.class)
class ClientTrustTest {

    @Parameter
    Implementation implementation;

    private TestAuthority authority;
    private KeyMaterial server;

    @BeforeEach
    void makeKeys() throws Exception {
        authority = new TestAuthority("Test CA");
        server = authority.issue("ftp.example.org", "P-256", KeyPurposeId.id_kp_serverAuth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_certificate_of_the_authority_is_accepted_and_shown(String protocol) throws Exception {
        var anna = authority.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth);

        var control = control(required(), protocol, anna);

        assertEquals(List.of(anna.certificate(), authority.certificate()), control.clientCertificates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_data_connection_resumes_although_certificates_are_required(String protocol) throws Exception {
        var engines = required();
        var client = client(authority.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth));
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine(protocol), control.engine()).complete();

        for (var transfer = 0; transfer < 3; transfer++) {
            var data = engines.newDataEngine();
            new MemoryHandshake(client.engine(protocol), data.engine()).complete();
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_expired_certificate_is_refused(String protocol) throws Exception {
        var now = Instant.now();
        var expired = authority.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth, now.minus(Duration.ofDays(9)),
                now.minus(Duration.ofDays(1)));

        assertRefused("CertificateExpiredException", required(), protocol, expired);
        assertRefused("CertificateExpiredException", wanted(), protocol, expired);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_certificate_of_a_foreign_authority_with_the_same_name_is_refused(String protocol) throws Exception {
        var foreign = new TestAuthority("Test CA").issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth);

        assertRefused("Signature does not match", required(), protocol, foreign);
        assertRefused("Signature does not match", wanted(), protocol, foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_certificate_for_servers_does_not_admit_a_client(String protocol) throws Exception {
        var wrong = authority.issue("anna", "P-256", KeyPurposeId.id_kp_serverAuth);

        assertRefused("Extended key usage", required(), protocol, wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_without_a_certificate_is_served_where_one_is_wanted_and_refused_where_it_is_required(String protocol)
            throws Exception {
        var wanting = wanted().newControlEngine();
        var requiring = required().newControlEngine();
        new MemoryHandshake(new MemoryClient(protocol).engine("a"), wanting.engine()).complete();

        assertEquals(List.of(), wanting.clientCertificates());
        assertThrows(SSLException.class,
                () -> new MemoryHandshake(new MemoryClient(protocol).engine("a"), requiring.engine()).complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void nobody_is_asked_where_client_certificates_are_off(String protocol) throws Exception {
        var anna = authority.issue("anna", "P-256", KeyPurposeId.id_kp_clientAuth);
        var control = control(implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(server), new ClientTrust.Off()),
                protocol, anna);

        assertEquals(List.of(), control.clientCertificates());
    }

    private void assertRefused(String reason, TlsEngines engines, String protocol, KeyMaterial own) {
        var failure = assertThrows(SSLException.class, () -> control(engines, protocol, own));
        var reasons = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reasons.append(cause).append('\n');
        }
        assertTrue(reasons.toString().contains(reason), reasons.toString());
    }

    private TlsEngines required() throws Exception {
        return implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(server),
                new ClientTrust.Required(new ClientPaths(List.of(authority.certificate()), InstantSource.system())));
    }

    private TlsEngines wanted() throws Exception {
        return implementation.open(TlsSettings.DEFAULTS, ServerKeys.of(server),
                new ClientTrust.Wanted(new ClientPaths(List.of(authority.certificate()), InstantSource.system())));
    }

    private ControlEngine control(TlsEngines engines, String protocol, KeyMaterial own) throws Exception {
        var control = engines.newControlEngine();
        new MemoryHandshake(client(own).engine(protocol), control.engine()).complete();
        return control;
    }

    private CertifiedClient client(KeyMaterial own) throws Exception {
        return new CertifiedClient(own, authority.certificate());
    }
}
