package dev.ftpsd.server;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The names in the certificate that is made where none is configured: a client that checks them must find the one it went to. */
final class SelfSignedNameTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "localhost"})
    void it_names_the_public_host_that_is_configured(String host) throws Exception {
        assertTrue(namesWith("server: { public-host: \"" + host + "\" }\n").contains(host));
    }

    @Test
    void without_one_it_names_this_machine() throws Exception {
        var names = namesWith("");
        assertTrue(names.contains(Installation.hostName()), names.toString());
    }

    private Collection<String> namesWith(String settings) throws Exception {
        try (var _ = TestServer.start(directory, "version: 1\n" + settings + """
                listeners:
                  - { name: explicit, address: "127.0.0.1", port: 0, tls: required }
                data: { ports: "0" }
                """)) {
            var pem = Files.readString(directory.resolve("state/self-signed.pem"));
            var begin = pem.indexOf("-----BEGIN CERTIFICATE-----");
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                    new ByteArrayInputStream(pem.substring(begin).getBytes(StandardCharsets.US_ASCII)));
            return certificate.getSubjectAlternativeNames().stream().map(List::getLast).map(String::valueOf)
                    .collect(Collectors.toSet());
        }
    }
}
