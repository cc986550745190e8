package dev.ftpsd.tls.openssl;

import java.util.Arrays;

/**
 * What one side encrypts with (RFC 8446 §7.3): all of it follows from a secret that both have agreed on. Whoever is given one forgets it
 * in the end.
 */
final class TrafficKeys {

    private final Suite13 suite;
    private final byte[] secret;

    /** @param secret of that side, of as many octets as the suite's hash has */
    TrafficKeys(Suite13 suite, byte[] secret) {
        this.suite = suite;
        this.secret = secret.clone();
    }

    /** In OpenSSL's words. */
    String cipher() {
        return suite.cipher();
    }

    byte[] key() {
        return expand("key", suite.keyOctets());
    }

    /** What each record's number is joined with. */
    byte[] vector() {
        return expand("iv", RecordCipher.NONCE_OCTETS);
    }

    /** Those behind a KeyUpdate (RFC 8446 §7.2). */
    TrafficKeys next() {
        return new TrafficKeys(suite, expand("traffic upd", secret.length));
    }

    /** Nobody needs them any more. */
    void forget() {
        Arrays.fill(secret, (byte) 0);
    }

    private byte[] expand(String label, int octets) {
        return new Hkdf(suite).expand(secret, label, octets);
    }
}
