package dev.ftpsd.tls.openssl;

import java.util.Optional;

/** The suites of TLS 1.3 under which records can be made here; it has no others that are usual (RFC 8446 §B.4). */
enum Suite13 {
    TLS_AES_128_GCM_SHA256("AES-128-GCM", 16, "HKDF-SHA256"),
    TLS_AES_256_GCM_SHA384("AES-256-GCM", 32, "HKDF-SHA384"),
    TLS_CHACHA20_POLY1305_SHA256("ChaCha20-Poly1305", 32, "HKDF-SHA256");

    private final String cipher;
    private final int keyOctets;
    private final String derivation;

    Suite13(String cipher, int keyOctets, String derivation) {
        this.cipher = cipher;
        this.keyOctets = keyOctets;
        this.derivation = derivation;
    }

    /** By IANA's name; empty for others. */
    static Optional<Suite13> named(String name) {
        for (var suite : values()) {
            if (suite.name().equals(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    /** In OpenSSL's words. */
    String cipher() {
        return cipher;
    }

    int keyOctets() {
        return keyOctets;
    }

    /** In Java's words. */
    String derivation() {
        return derivation;
    }
}
