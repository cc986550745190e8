package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The key derivation of TLS 1.3 (RFC 8446 §7.1, RFC 5869) for one hash. All that TLS 1.3 derives is no longer than the hash, so that each
 * derivation is one HMAC; Java's own HKDF makes three objects and a look for its provider each time. One thread at a time.
 */
final class Hkdf {

    private static final byte[] NOTHING = new byte[0];

    /** A look for one costs as much as a derivation. */
    private static final ThreadLocal<Map<String, Mac>> MACS = ThreadLocal.withInitial(HashMap::new);

    private final String name;
    private final int octets;

    Hkdf(Suite13 suite) {
        this.name = suite.mac();
        this.octets = mac().getMacLength();
    }

    /** The running thread's: a connection moves from one to another. */
    private Mac mac() {
        return MACS.get().computeIfAbsent(name, Hkdf::find);
    }

    private static Mac find(String name) {
        try {
            return Mac.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }

    /** How long the hash is. */
    int octets() {
        return octets;
    }

    /** HKDF-Extract. */
    byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt, secret);
    }

    /** HMAC, which a Finished and a binder are, too. */
    byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = mac();
            mac.init(new Secret(name, key));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an HMAC takes every key", e);
        }
    }

    /** HKDF-Expand-Label without a context. */
    byte[] expand(byte[] secret, String label, int octets) {
        return expand(secret, label, NOTHING, octets);
    }

    /**
     * HKDF-Expand-Label.
     *
     * @param octets wanted, no more than the hash has
     */
    byte[] expand(byte[] secret, String label, byte[] context, int octets) {
        if (octets > octets()) {
            throw new IllegalArgumentException("TLS 1.3 derives no more than a hash at once");
        }
        var name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        var info = ByteBuffer.allocate(Short.BYTES + 1 + name.length + 1 + context.length + 1)
                .putShort((short) octets).put((byte) name.length).put(name)
                .put((byte) context.length).put(context).put((byte) 1);
        var block = hmac(secret, info.array());
        if (octets == block.length) {
            return block;
        }
        var part = Arrays.copyOf(block, octets);
        Arrays.fill(block, (byte) 0);
        return part;
    }

    /** Derive-Secret, with the hash of the messages. */
    byte[] derive(byte[] secret, String label, byte[] transcriptHash) {
        return expand(secret, label, transcriptHash, octets());
    }

    /** A key that leaves no copy behind: SecretKeySpec keeps one that nobody can wipe. The HMAC wipes what it is given. */
    private static final class Secret implements SecretKey {

        private static final long serialVersionUID = 1L;

        private final String algorithm;
        private final transient byte[] key;

        Secret(String algorithm, byte[] key) {
            this.algorithm = algorithm;
            this.key = key;
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return key.clone();
        }
    }
}
