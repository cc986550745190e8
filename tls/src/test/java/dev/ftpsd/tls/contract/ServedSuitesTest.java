package dev.ftpsd.tls.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;

import dev.ftpsd.tls.CipherPolicy;
import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.KeyMaterial;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.TestAuthority;
import dev.ftpsd.tls.TlsSettings;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A suite that the administrator may name is one that clients get: none is taken and then never spoken. */
@ParameterizedClass
@EnumSource(Implementation.class)
class ServedSuitesTest {

    @Parameter
    Implementation implementation;

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "P-256"})
    void each_suite_of_tls_1_2_that_is_not_refused_is_spoken(String algorithm) throws Exception {
        var keys = new TestAuthority("Test CA").issue("ftp.example.org", algorithm, KeyPurposeId.id_kp_serverAuth);
        var known = SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites();
        var served = Arrays.stream(known).filter(suite -> isServed(alone(suite), keys)).toList();

        assertFalse(served.isEmpty());
        for (var suite : served) {
            assertEquals(suite, negotiated(alone(suite), keys));
        }
    }

    private static TlsSettings alone(String suite) {
        return new TlsSettings(List.of("TLSv1.2"), List.of(suite), Duration.ofHours(1));
    }

    private static boolean isServed(TlsSettings settings, KeyMaterial keys) {
        return CipherPolicy.problems(settings).isEmpty()
                && CipherPolicy.unserved(settings, List.of(keys)).isEmpty();
    }

    private String negotiated(TlsSettings settings, KeyMaterial keys) throws Exception {
        try (var control = implementation.open(settings, ServerKeys.of(keys), new ClientTrust.Off())
                .newControlEngine()) {
            new MemoryHandshake(new MemoryClient("TLSv1.2").engine("a"), control.engine()).complete();
            return control.engine().getSession().getCipherSuite();
        }
    }
}
