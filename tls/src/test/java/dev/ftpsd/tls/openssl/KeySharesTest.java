package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.CertifiedClient;
import dev.ftpsd.tls.ClientPaths;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.contract.Implementation;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** In which group keys are exchanged with clients that send shares for several, as GnuTLS does. */
class KeySharesTest {

    private static final int KEY_SHARE = 51;
    private static final int BEFORE_SESSION_ID = 5 + 4 + 2 + 32;

    @TempDir
    Path state;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        var keys = SelfSigned.loadOrMake(state, "localhost", InstantSource.system()).keys();
        engines = Implementation.OPENSSL.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
    }

    @ParameterizedTest
    @CsvSource({"secp256r1;x25519,001d", "x25519;secp256r1,001d", "secp384r1;x25519,001d", "secp256r1,0017"})
    void keys_are_exchanged_in_x25519_wherever_its_share_stands(String groups, String chosen) throws Exception {
        try (var control = engines.newControlEngine(); var data = engines.newDataEngine()) {
            assertEquals(chosen, group(client("TLSv1.3", groups), control.engine()));
            assertEquals(chosen, group(client("TLSv1.3", groups), data.engine()));
        }
    }

    @Test
    void a_client_whose_share_is_passed_over_resumes_all_the_same() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        try (var control = engines.newControlEngine(); var data = engines.newDataEngine()) {
            var shaken = new MemoryHandshake(only(client.engine("a"), "secp256r1;x25519"), control.engine()).complete();
            control.issueTicket();
            shaken.deliver();
            new MemoryHandshake(only(client.engine("a"), "secp256r1;x25519"), data.engine()).complete();

            assertEquals(control.identity(), data.resumedIdentity().orElseThrow());
        }
    }

    @Test
    void a_client_of_tls_1_2_is_served_as_before() throws Exception {
        try (var control = engines.newControlEngine()) {
            new MemoryHandshake(client("TLSv1.2", "secp256r1;x25519"), control.engine()).complete();

            assertTrue(control.ownsIdentity());
        }
    }

    /** The list of groups that a connection may use is one of curves for certificates as well, under TLS 1.2. */
    @ParameterizedTest
    @CsvSource({"P-256,P-521,TLSv1.3", "P-384,P-256,TLSv1.3", "P-521,P-384,TLSv1.3", "RSA-2048,P-521,TLSv1.3",
            "P-256,P-384,TLSv1.2", "RSA-2048,P-256,TLSv1.2"})
    void certificates_of_both_sides_may_have_keys_of_other_curves(String server, String client, String spoken)
            throws Exception {
        var authority = new TestAuthority("Test CA");
        var settings = new TlsSettings(List.of(spoken), List.of(), Duration.ofHours(1));
        var certified = Implementation.OPENSSL.open(settings,
                ServerKeys.of(authority.issueForHosts(server, "ftp.example.org")),
                new ClientTrust.Required(new ClientPaths(List.of(authority.certificate()), InstantSource.system())));
        var anna = authority.issue("anna", client, KeyPurposeId.id_kp_clientAuth);
        var engine = new CertifiedClient(anna, authority.certificate()).engine("TLSv1.3");
        engine.setEnabledProtocols(new String[]{"TLSv1.3", "TLSv1.2"});

        try (var control = certified.newControlEngine()) {
            new MemoryHandshake(only(engine, "secp256r1;x25519;secp384r1;secp521r1"), control.engine()).complete();

            assertEquals(anna.certificate(), control.clientCertificates().getFirst());
            assertEquals(spoken, control.engine().getSession().getProtocol());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000", "0009 0017 0001 00", "000a 0017 0001 00 001d 00ff 00",
            "ffff 0017 0001 00 001d",
            "000f 0017 0001 00 11ec 0001 00 001d 0001 00", "000a 001d 0001 00 0017 0001 00",
            "000a 0a0a 0001 00 001d 0001 00"})
    void what_is_malformed_or_in_good_order_is_left_to_openssl(String shares) {
        assertFalse(KeyShares.isBehindCurve(octets(shares)), shares);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000a 0017 0001 00 001d 0001 00", "000f 2a2a 0001 00 0018 0001 00 001d 0001 00"})
    void a_share_of_x25519_is_found_behind_others(String shares) {
        assertTrue(KeyShares.isBehindCurve(octets(shares)), shares);
    }

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static SSLEngine client(String protocol, String groups) throws Exception {
        return only(new MemoryClient(protocol).engine("a"), groups);
    }

    private static SSLEngine only(SSLEngine client, String groups) {
        var parameters = client.getSSLParameters();
        parameters.setNamedGroups(groups.split(";"));
        client.setSSLParameters(parameters);
        return client;
    }

    /** The group in the ServerHello, in hexadecimal. */
    private static String group(SSLEngine client, SSLEngine server) throws Exception {
        var wire = ByteBuffer.allocate(1 << 15);
        client.wrap(ByteBuffer.allocate(0), wire);
        server.unwrap(wire.flip(), ByteBuffer.allocate(1 << 15));
        server.wrap(ByteBuffer.allocate(0), wire.clear());
        wire.flip().position(BEFORE_SESSION_ID);
        wire.position(wire.position() + 1 + wire.get(wire.position()) + 2 + 1 + 2);
        while (wire.getShort() != KEY_SHARE) {
            wire.position(wire.position() + 2 + wire.getShort(wire.position()));
        }
        wire.getShort();
        return HexFormat.of().toHexDigits(wire.getShort());
    }
}
