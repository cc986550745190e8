package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * What a connection's two sides encrypt with behind a handshake of TLS 1.3, as OpenSSL tells it in the words of key logs: label, random
 * and secret, in hexadecimal digits. On the thread of the handshake, and behind it on that of the transfer.
 */
final class TrafficSecrets {

    private static final String CLIENT = "CLIENT_TRAFFIC_SECRET_0 ";
    private static final String SERVER = "SERVER_TRAFFIC_SECRET_0 ";

    /** So many octets tell which label it is; each line has more. */
    static final long LABEL_OCTETS = 8;

    private byte[] client = new byte[0];
    private byte[] server = new byte[0];

    /**
     * Whether a line may say what is asked for here. Others' secrets, of the handshake or for exporters, are not even copied.
     *
     * @param label the line's first octets
     */
    static boolean isOfTraffic(MemorySegment label) {
        return label.get(JAVA_BYTE, LABEL_OCTETS - 1) == 'T';
    }

    /** A line of OpenSSL's: those of the handshake's own secrets, and of older versions, say nothing here. */
    void hear(String line) {
        if (line.startsWith(CLIENT)) {
            client = secret(line);
        } else if (line.startsWith(SERVER)) {
            server = secret(line);
        }
    }

    private static byte[] secret(String line) {
        return HexFormat.of().parseHex(line, line.lastIndexOf(' ') + 1, line.length());
    }

    /** Of what the client sends; empty where OpenSSL has told none, and for suites that are spoken by OpenSSL alone. */
    Optional<TrafficKeys> ofClient(String suite) {
        return keys(suite, client);
    }

    /** Of what we send, as {@link #ofClient}. */
    Optional<TrafficKeys> ofServer(String suite) {
        return keys(suite, server);
    }

    private static Optional<TrafficKeys> keys(String suite, byte[] secret) {
        return secret.length == 0 ? Optional.empty()
                : Suite13.named(suite).map(known -> new TrafficKeys(known, secret));
    }

    /** Nobody needs them any more. */
    void forget() {
        Arrays.fill(client, (byte) 0);
        Arrays.fill(server, (byte) 0);
        client = new byte[0];
        server = new byte[0];
    }
}
