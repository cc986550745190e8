package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ControlEngine;
import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.HostName;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which certificate a client sees, and that its data connections are known whichever it was. */
@ParameterizedClass
@EnumSource(Implementation.class)
class SeveralKeysTest {

    private static final String NONE = "";

    private static KeyMaterial rsa;
    private static KeyMaterial ecdsa;
    private static KeyMaterial hostRsa;
    private static KeyMaterial hostEcdsa;
    private static KeyMaterial wild;
    private static KeyMaterial next;

    @Parameter
    Implementation implementation;

    private TlsEngines engines;

    @BeforeAll
    static void makeKeys() throws Exception {
        var authority = new TestAuthority("Test CA");
        var rsaAuthority = new TestAuthority("Test CA of RSA", "RSA-2048");
        rsa = rsaAuthority.issueForHosts("RSA-2048", "files.example.net");
        ecdsa = authority.issueForHosts("P-256", "files.example.net");
        hostRsa = rsaAuthority.issueForHosts("RSA-2048", "ftp.example.org");
        hostEcdsa = authority.issueForHosts("P-256", "ftp.example.org");
        wild = authority.issueForHosts("P-256", "*.example.com");
        next = authority.issueForHosts("P-256", "files.example.net");
    }

    @BeforeEach
    void open() throws Exception {
        engines = implementation.open(TlsSettings.DEFAULTS, keys(List.of(rsa, ecdsa)), new ClientTrust.Off());
    }

    private static ServerKeys keys(List<KeyMaterial> standard) {
        return new ServerKeys(standard, List.of(
                new ServerKeys.Host(new HostName("ftp.example.org"), List.of(hostRsa, hostEcdsa)),
                new ServerKeys.Host(new HostName("*.example.com"), List.of(wild))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void the_signature_algorithms_of_the_client_decide_between_rsa_and_ecdsa(String protocol) throws Exception {
        assertEquals(rsa, shown(protocol, NONE, "rsa_pss_rsae_sha256", "rsa_pkcs1_sha256"));
        assertEquals(ecdsa, shown(protocol, NONE, "ecdsa_secp256r1_sha256"));
        assertEquals(hostRsa, shown(protocol, "ftp.example.org", "rsa_pss_rsae_sha256", "rsa_pkcs1_sha256"));
        assertEquals(hostEcdsa, shown(protocol, "ftp.example.org", "ecdsa_secp256r1_sha256"));
    }

    @ParameterizedTest
    @CsvSource({
            "TLSv1.3, FTP.Example.ORG", "TLSv1.2, FTP.Example.ORG", "TLSv1.3, ftp.example.org"
    })
    void a_host_has_its_certificate_whatever_the_case_of_its_name(String protocol, String name) throws Exception {
        assertEquals(hostEcdsa, shown(protocol, name, "ecdsa_secp256r1_sha256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_wildcard_serves_its_hosts_and_the_standard_certificate_all_strangers(String protocol) throws Exception {
        assertEquals(wild, shown(protocol, "any.example.com", "ecdsa_secp256r1_sha256"));
        assertEquals(ecdsa, shown(protocol, "a.b.example.com", "ecdsa_secp256r1_sha256"));
        assertEquals(ecdsa, shown(protocol, "unknown.example", "ecdsa_secp256r1_sha256"));
    }

    @ParameterizedTest
    @CsvSource({
            "TLSv1.3, ftp.example.org, ftp.example.org",
            "TLSv1.2, ftp.example.org, ftp.example.org",
            "TLSv1.3, ftp.example.org, any.example.com",
            "TLSv1.2, ftp.example.org, any.example.com",
            "TLSv1.3, ftp.example.org, ''",
            "TLSv1.2, ftp.example.org, ''",
            "TLSv1.3, ''             , unknown.example",
            "TLSv1.2, unknown.example, ftp.example.org"
    })
    void a_data_connection_is_known_whatever_host_it_asks_for(String protocol, String controlHost, String dataHost)
            throws Exception {
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine();
        new MemoryHandshake(engine(client, controlHost), control.engine()).complete();
        for (var transfer = 0; transfer < 3; transfer++) {
            assertKnown(control, data(engines, engine(client, dataHost)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void after_a_change_of_keys_live_sessions_keep_theirs_and_new_ones_see_the_new(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var old = engines.newControlEngine();
        new MemoryHandshake(engine(client, NONE), old.engine()).complete();
        var renewed = engines.renewed(TlsSettings.DEFAULTS, keys(List.of(next)), new ClientTrust.Off());

        for (var transfer = 0; transfer < 3; transfer++) {
            assertKnown(old, data(renewed, engine(client, NONE)));
        }
        var fresh = renewed.newControlEngine();
        var second = new MemoryClient(protocol);
        var seeing = engine(second, NONE);
        new MemoryHandshake(seeing, fresh.engine()).complete();
        assertEquals(next.certificate(), seen(seeing));
        assertKnown(fresh, data(renewed, engine(second, NONE)));
        assertKnown(old, data(renewed, engine(client, NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_live_session_survives_three_changes_and_stricter_settings(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var old = engines.newControlEngine();
        new MemoryHandshake(engine(client, "ftp.example.org"), old.engine()).complete();
        var last = engines.renewed(TlsSettings.DEFAULTS, keys(List.of(next)), new ClientTrust.Off())
                .renewed(TlsSettings.DEFAULTS, ServerKeys.of(rsa), new ClientTrust.Off())
                .renewed(new TlsSettings(List.of("TLSv1.3"), List.of("TLS_CHACHA20_POLY1305_SHA256"),
                        TlsSettings.DEFAULTS.sessionLifetime()), ServerKeys.of(next), new ClientTrust.Off());

        assertKnown(old, data(last, engine(client, "ftp.example.org")));
    }

    @Test
    void a_data_connection_without_an_older_session_keeps_to_the_stricter_settings() throws Exception {
        var strict = engines.renewed(new TlsSettings(List.of("TLSv1.3"), List.of(),
                TlsSettings.DEFAULTS.sessionLifetime()), keys(List.of(next)), new ClientTrust.Off());

        assertThrows(SSLException.class, () -> data(strict, engine(new MemoryClient("TLSv1.2"), NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_data_connection_that_resumes_nothing_is_unknown_and_sees_the_certificate_of_its_host(String protocol)
            throws Exception {
        var client = only(engine(new MemoryClient(protocol), "ftp.example.org"), "ecdsa_secp256r1_sha256");
        var data = data(engines, client);

        assertEquals(Optional.empty(), data.resumedIdentity());
        assertEquals(hostEcdsa.certificate(), seen(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_ticket_of_other_engines_leads_to_a_full_handshake(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var foreign = implementation.open(TlsSettings.DEFAULTS, keys(List.of(rsa, ecdsa)), new ClientTrust.Off());
        new MemoryHandshake(engine(client, "ftp.example.org"), foreign.newControlEngine().engine()).complete();

        assertEquals(Optional.empty(), data(engines, engine(client, "ftp.example.org")).resumedIdentity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_data_connection_whose_owner_is_known_shows_the_certificate_of_the_control_connection(String protocol)
            throws Exception {
        var control = engines.newControlEngine();
        new MemoryHandshake(engine(new MemoryClient(protocol), "any.example.com"), control.engine()).complete();
        var data = control.newDataEngine();
        var client = engine(new MemoryClient(protocol), NONE);
        new MemoryHandshake(client, data.engine()).complete();

        assertEquals(Optional.of("any.example.com"), control.serverName());
        assertEquals(wild.certificate(), seen(client));
    }

    private KeyMaterial shown(String protocol, String host, String... schemes) throws Exception {
        var control = engines.newControlEngine();
        var client = only(engine(new MemoryClient(protocol), host), schemes);
        new MemoryHandshake(client, control.engine()).complete();
        assertTrue(control.ownsIdentity());
        assertEquals(host, control.serverName().orElse(NONE));
        var seen = seen(client);
        return List.of(rsa, ecdsa, hostRsa, hostEcdsa, wild).stream()
                .filter(pair -> pair.certificate().equals(seen)).findFirst().orElseThrow();
    }

    private static Object seen(SSLEngine client) throws SSLPeerUnverifiedException {
        return client.getSession().getPeerCertificates()[0];
    }

    /** The client's session is kept under one name, whatever host it asks for. */
    private static SSLEngine engine(MemoryClient client, String host) {
        var engine = client.engine("server");
        var parameters = engine.getSSLParameters();
        List<SNIServerName> names = host.isEmpty() ? List.of() : List.of(new SNIHostName(host));
        parameters.setServerNames(names);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLEngine only(SSLEngine engine, String... schemes) {
        var parameters = engine.getSSLParameters();
        parameters.setSignatureSchemes(schemes);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Gives the engines the ClientHello before the handshake, as the data port does. */
    private static DataEngine data(TlsEngines engines, SSLEngine client) throws Exception {
        var hello = ByteBuffer.allocate(1 << 15);
        client.beginHandshake();
        client.wrap(ByteBuffer.allocate(0), hello);
        var data = engines.newDataEngine(hello.flip().asReadOnlyBuffer());
        new MemoryHandshake(client, data.engine()).completeAfter(hello);
        return data;
    }

    private static void assertKnown(ControlEngine control, DataEngine data) {
        assertEquals(Optional.of(control.identity()), data.resumedIdentity());
    }
}
