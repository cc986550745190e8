package dev.ftpsd.tls.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.Alpn;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import org.bouncycastle.asn1.x509.KeyPurposeId;
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

/** What the engines agree to with a client: application protocol, suite, version, no second handshake. */
@ParameterizedClass
@EnumSource(Implementation.class)
class NegotiationTest {

    @Parameter
    Implementation implementation;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        engines = open("P-256", TlsSettings.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,ftp,ftp", "TLSv1.2,ftp,ftp", "TLSv1.3,ftp;x-filezilla-ftp,x-filezilla-ftp",
            "TLSv1.2,ftp;x-filezilla-ftp,x-filezilla-ftp", "TLSv1.3,h2;ftp,ftp"})
    void a_control_connection_selects_what_ftp_clients_offer(String protocol, String offered, String selected)
            throws Exception {
        assertEquals(selected, select(protocol, offered, engines.newControlEngine().engine()));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,ftp-data,ftp-data", "TLSv1.2,ftp-data,ftp-data", "TLSv1.3,ftp,ftp",
            "TLSv1.3,ftp;ftp-data,ftp-data"})
    void a_data_connection_selects_ftp_data_or_ftp(String protocol, String offered, String selected) throws Exception {
        assertEquals(selected, select(protocol, offered, engines.newDataEngine().engine()));
    }

    /** FileZilla takes the selection for a promise that each data connection can resume. */
    @Test
    void without_fresh_tickets_filezilla_is_promised_nothing() {
        assertEquals(Optional.of("ftp"), Alpn.CONTROL.select(List.of("x-filezilla-ftp", "ftp")));
    }

    @Test
    void filezillas_promise_is_not_for_data_connections() {
        var failure = assertThrows(SSLException.class,
                () -> select("TLSv1.3", "x-filezilla-ftp", engines.newDataEngine().engine()));
        assertTrue(alert(failure).contains("no_application_protocol"), alert(failure));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,h2;http/1.1", "TLSv1.2,http/1.1", "TLSv1.3,ftps", "TLSv1.2,smtp"})
    void a_list_without_our_protocol_is_refused_with_no_application_protocol(String protocol, String offered) {
        for (var server : List.of(engines.newControlEngine().engine(), engines.newDataEngine().engine())) {
            var failure = assertThrows(SSLException.class, () -> select(protocol, offered, server));
            assertTrue(alert(failure).contains("no_application_protocol"), alert(failure));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_that_offers_no_list_is_served(String protocol) throws Exception {
        var control = engines.newControlEngine().engine();
        new MemoryHandshake(new MemoryClient(protocol).engine("a"), control).complete();

        assertEquals("", control.getApplicationProtocol());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,TLS_AES_128_GCM_SHA256", "TLSv1.2,TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"})
    void the_server_chooses_aes_128_although_the_client_prefers_another(String protocol, String suite)
            throws Exception {
        var client = new MemoryClient(protocol).engine("a");
        client.setEnabledCipherSuites(new String[]{
                "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
        });
        new MemoryHandshake(client, engines.newControlEngine().engine()).complete();

        assertEquals(suite, client.getSession().getCipherSuite());
    }

    @Test
    void a_client_with_nothing_but_old_suites_is_refused() throws Exception {
        var client = new MemoryClient("TLSv1.2").engine("a");
        client.setEnabledCipherSuites(new String[]{"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

        assertThrows(SSLException.class,
                () -> new MemoryHandshake(client, engines.newControlEngine().engine()).complete());
    }

    @Test
    void a_version_that_is_not_enabled_is_refused() throws Exception {
        var modern = open("P-256", new TlsSettings(List.of("TLSv1.3"), List.of(), Duration.ofHours(1)));
        var old = new MemoryClient("TLSv1.2").engine("a");

        assertThrows(SSLException.class, () -> new MemoryHandshake(old, modern.newControlEngine().engine()).complete());
    }

    @ParameterizedTest
    @CsvSource({"P-384,TLSv1.3", "P-384,TLSv1.2", "P-521,TLSv1.3", "P-521,TLSv1.2", "RSA-2048,TLSv1.3",
            "RSA-2048,TLSv1.2",
            "Ed25519,TLSv1.3", "Ed25519,TLSv1.2"})
    void keys_of_every_usual_kind_serve_and_bind(String algorithm, String protocol) throws Exception {
        engines = open(algorithm, TlsSettings.DEFAULTS);
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine();
        var data = engines.newDataEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();
        new MemoryHandshake(client.engine("a"), data.engine()).complete();

        assertEquals(Optional.of(control.identity()), data.resumedIdentity());
    }

    @Test
    void a_client_that_starts_a_second_handshake_under_tls_1_2_is_cut_off() throws Exception {
        var client = new MemoryClient("TLSv1.2").engine("a");
        var server = engines.newControlEngine().engine();
        var link = new MemoryHandshake(client, server).complete();

        client.beginHandshake();
        var failure = assertThrows(SSLException.class, link::deliver);

        assertTrue(failure.toString().contains("renegotiation is not allowed"), failure.toString());
        assertTrue(server.isOutboundDone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_lifetime_beyond_seven_days_does_not_end_resumption(String protocol) throws Exception {
        engines = open("P-256", new TlsSettings(List.of(protocol), List.of(), Duration.ofDays(365)));
        var client = new MemoryClient(protocol);
        var control = engines.newControlEngine();
        var data = engines.newDataEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();
        new MemoryHandshake(client.engine("a"), data.engine()).complete();

        assertEquals(Optional.of(control.identity()), data.resumedIdentity());
    }

    private TlsEngines open(String algorithm, TlsSettings settings) throws Exception {
        var keys = new TestAuthority("Test CA").issue("ftp.example.org", algorithm, KeyPurposeId.id_kp_serverAuth);
        return implementation.open(settings, ServerKeys.of(keys), new ClientTrust.Off());
    }

    private static String select(String protocol, String offered, SSLEngine server) throws Exception {
        var client = new MemoryClient(protocol).engine("a");
        var parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(offered.split(";", -1));
        client.setSSLParameters(parameters);
        new MemoryHandshake(client, server).complete();
        return client.getApplicationProtocol();
    }

    /** What the client was told. */
    private static String alert(SSLException failure) {
        return failure + " " + List.of(failure.getSuppressed());
    }
}
