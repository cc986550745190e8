package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.contract.Implementation;
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
    @CsvSource({"secp256r1;x25519,001d", "x25519;secp256r1,001d", "secp384r1;x25519,001d", "secp256r1,0017",
            "secp384r1;secp256r1,0018"})
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
