package dev.ftpsd.server.it;

import java.util.List;

/** The versions that are spoken, in the words of each client. */
enum TlsVersion {

    V1_2("TLSv1.2", "--tls-max 1.2", "-tls1_2"), V1_3("TLSv1.3", "--tlsv1.3", "-tls1_3");

    /** As Java, Node and our log call it. */
    final String word;

    private final String curl;

    /** For openssl s_client. */
    final String openssl;

    TlsVersion(String word, String curl, String openssl) {
        this.word = word;
        this.curl = curl;
        this.openssl = openssl;
    }

    /** Arguments of curl. */
    List<String> curl() {
        return List.of(curl.split(" "));
    }

    /** A priority string of GnuTLS. */
    String gnutls() {
        return "NORMAL:-VERS-ALL:+VERS-" + word.replace("v", "");
    }
}
