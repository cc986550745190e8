package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsEngines;
import dev.ftpsd.tls.TlsSettings;
import dev.ftpsd.tls.TlsSocket;
import dev.ftpsd.tls.contract.Implementation;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What long downloads are encrypted to has room for all that is asked for, whatever the suite makes of it. */
class RecordRoomTest {

    private static final int BUFFER = 64 * 1024;
    private static final int TOGETHER = 4;

    /** The one whose records are the longest: vector, a tag of 48 octets, and as many of padding as there can be. */
    private static final String LONGEST = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";

    /** All that an administrator can write, but for what is no suite. */
    private static List<String> accepted() throws NoSuchAlgorithmException {
        return Arrays.stream(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> CipherPolicy.unknown(suite).isEmpty() && !suite.endsWith("_SCSV")).toList();
    }

    private static TlsEngines open(String suite) throws Exception {
        var key = suite.contains("_RSA_WITH_") ? "RSA-2048" : "P-256";
        var keys = new TestAuthority("Test CA").issue("ftp.example.org", key, KeyPurposeId.id_kp_serverAuth);
        return Implementation.OPENSSL.open(
                new TlsSettings(List.of(version(suite)), List.of(suite), Duration.ofHours(1)), ServerKeys.of(keys),
                new ClientTrust.Off());
    }

    private static String version(String suite) {
        return suite.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3";
    }

    @Test
    void four_full_buffers_have_room_under_every_suite_that_is_spoken() throws Exception {
        var spoken = new ArrayList<String>();
        for (var suite : accepted()) {
            if (speaks(suite)) {
                spoken.add(suite);
            }
        }
        assertTrue(spoken.containsAll(CipherPolicy.BUILT_IN), "spoken: " + spoken);
        assertTrue(spoken.contains(LONGEST), "spoken: " + spoken);
    }

    /** False for a suite that the library does not have, or that it does not come to with this client. */
    private static boolean speaks(String suite) throws Exception {
        TlsEngines engines;
        try {
            engines = open(suite);
        } catch (GeneralSecurityException e) {
            return false;
        }
        try (var client = engines.newClient(version(suite)); var data = engines.newDataEngine()) {
            try {
                client.connect(data.engine());
            } catch (SSLException e) {
                return false;
            }
            fill(suite, data.onSocket().orElseThrow());
            return true;
        }
    }

    private static void fill(String suite, TlsSocket socket) {
        try (socket) {
            socket.beginEncrypting();
            encrypt(socket, 1);
            socket.makeRoom(TOGETHER * BUFFER);
            encrypt(socket, TOGETHER);
        } catch (IOException e) {
            throw new AssertionError(suite, e);
        }
    }

    private static void encrypt(TlsSocket socket, int buffers) throws IOException {
        for (var i = 0; i < buffers; i++) {
            socket.encrypt(ByteBuffer.allocateDirect(BUFFER));
        }
        assertTrue(socket.takeEncrypted().remaining() > buffers * BUFFER);
    }
}
