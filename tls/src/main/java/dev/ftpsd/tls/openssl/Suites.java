package dev.ftpsd.tls.openssl;

import java.util.List;
import java.util.stream.Collectors;

/** Cipher suites: IANA's names, which are JSSE's, in OpenSSL's words (ciphers(1)). TLS 1.3 has the same names in both. */
final class Suites {

    private Suites() {}

    /** Those of TLS 1.3, as SSL_CTX_set_ciphersuites takes them. */
    static String of13(List<String> suites) {
        return suites.stream().filter(suite -> !suite.contains("_WITH_")).collect(Collectors.joining(":"));
    }

    /** Those of TLS 1.2 in IANA's words. */
    static List<String> of12(List<String> suites) {
        return suites.stream().filter(suite -> suite.contains("_WITH_")).toList();
    }

    /** {@code TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256} is {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    static String openSslName(String suite) {
        var parts = suite.substring("TLS_".length()).split("_WITH_", 2);
        var exchange = parts[0].equals("RSA") ? "" : parts[0].replace('_', '-') + "-";
        var cipher = parts[1].replace("AES_128", "AES128").replace("AES_256", "AES256").replace("_CBC", "");
        if (cipher.startsWith("CHACHA20")) {
            cipher = "CHACHA20_POLY1305";
        }
        return exchange + cipher.replace('_', '-');
    }
}
