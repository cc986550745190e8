package dev.ftpsd.tls.openssl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The names of suites. */
class SuitesTest {

    @ParameterizedTest
    @CsvSource({"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,ECDHE-ECDSA-AES128-GCM-SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,ECDHE-RSA-AES256-GCM-SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,ECDHE-RSA-CHACHA20-POLY1305",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,ECDHE-RSA-AES128-SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256,AES128-GCM-SHA256"})
    void a_suite_has_another_name_in_openssl(String suite, String name) {
        assertEquals(name, Suites.openSslName(suite));
    }
}
