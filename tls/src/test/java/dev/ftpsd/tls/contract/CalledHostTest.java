package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.ClientTrust;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A client that has named a host before its handshake (RFC 7151). */
@ParameterizedClass
@EnumSource(Implementation.class)
class CalledHostTest {

    private static KeyMaterial standard;
    private static KeyMaterial called;
    private static KeyMaterial other;

    @Parameter
    Implementation implementation;

    private TlsEngines engines;

    @BeforeAll
    static void makeKeys() throws Exception {
        var authority = new TestAuthority("Test CA");
        standard = authority.issueForHosts("P-256", "files.example.net");
        called = authority.issueForHosts("P-256", "called.example.org");
        other = authority.issueForHosts("P-256", "other.example.org");
    }

    @BeforeEach
    void open() throws Exception {
        engines = implementation.open(TlsSettings.DEFAULTS, new ServerKeys(List.of(standard), List.of(
                new ServerKeys.Host(new HostName("called.example.org"), List.of(called)),
                new ServerKeys.Host(new HostName("other.example.org"), List.of(other)))), new ClientTrust.Off());
    }

    @ParameterizedTest
    @CsvSource({
            "TLSv1.3, called.example.org", "TLSv1.2, called.example.org", "TLSv1.3, Called.Example.ORG"
    })
    void it_sees_the_certificate_of_that_host(String protocol, String host) throws Exception {
        assertEquals(called.certificate(), seen(protocol, host, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void what_it_asks_for_in_the_handshake_wins(String protocol) throws Exception {
        assertEquals(other.certificate(), seen(protocol, "called.example.org", "other.example.org"));
        assertEquals(standard.certificate(), seen(protocol, "called.example.org", "unknown.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void an_unknown_host_or_none_leads_to_the_standard_certificate(String protocol) throws Exception {
        for (var host : List.of("", "unknown.example", "192.0.2.1", "[", "*.example.org")) {
            assertEquals(standard.certificate(), seen(protocol, host, ""), host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void its_data_connections_are_known(String protocol) throws Exception {
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine("called.example.org");
        new MemoryHandshake(engine(client, ""), control.engine()).complete();

        for (var transfer = 0; transfer < 3; transfer++) {
            var hello = ByteBuffer.allocate(1 << 15);
            var peer = engine(client, "");
            peer.beginHandshake();
            peer.wrap(ByteBuffer.allocate(0), hello);
            var data = engines.newDataEngine(hello.flip().asReadOnlyBuffer());
            new MemoryHandshake(peer, data.engine()).completeAfter(hello);
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_data_connection_of_its_own_shows_the_same_certificate(String protocol) throws Exception {
        var control = engines.newControlEngine("called.example.org");
        new MemoryHandshake(engine(new MemoryClient(protocol), ""), control.engine()).complete();
        var client = engine(new MemoryClient(protocol), "");
        new MemoryHandshake(client, control.newDataEngine().engine()).complete();

        assertEquals(Optional.empty(), control.serverName());
        assertEquals(called.certificate(), client.getSession().getPeerCertificates()[0]);
    }

    private Object seen(String protocol, String host, String serverName) throws Exception {
        var client = engine(new MemoryClient(protocol), serverName);
        new MemoryHandshake(client, engines.newControlEngine(host).engine()).complete();
        return client.getSession().getPeerCertificates()[0];
    }

    private static SSLEngine engine(MemoryClient client, String serverName) {
        var engine = client.engine("server");
        var parameters = engine.getSSLParameters();
        List<SNIServerName> names = serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName));
        parameters.setServerNames(names);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
