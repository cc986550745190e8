package dev.ftpsd.tls.openssl;

import java.util.Optional;

/** The suites of TLS 1.3 under which records can be made here; it has no others that are usual (RFC 8446 §B.4). */
enum Suite13 {
    TLS_AES_128_GCM_SHA256(0x1301, "AES-128-GCM", 16, "SHA-256"),
    TLS_AES_256_GCM_SHA384(0x1302, "AES-256-GCM", 32, "SHA-384"),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, "ChaCha20-Poly1305", 32, "SHA-256");

    private final int code;
    private final String cipher;
    private final int keyOctets;
    private final String hash;

    Suite13(int code, String cipher, int keyOctets, String hash) {
        this.code = code;
        this.cipher = cipher;
        this.keyOctets = keyOctets;
        this.hash = hash;
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

    /** As it stands in a hello. */
    int code() {
        return code;
    }

    /** In Java's words. */
    String hash() {
        return hash;
    }

    /** In Java's words. */
    String mac() {
        return "Hmac" + hash.replace("-", "");
    }
}
