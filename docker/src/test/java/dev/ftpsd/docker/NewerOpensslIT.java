package dev.ftpsd.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The tests of the module tls on the OpenSSL that the image has, which is newer than that of many machines: both engines' contract,
 * the self-test, and connections by the hundred, none of which may be left.
 */
@NeedsEngine
final class NewerOpensslIT {

    /** Debian 13 with a JDK, the first stage of the image. */
    private static final String SYSTEM = "eclipse-temurin:25-jdk";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void the_tests_of_tls_pass_on_the_openssl_of_debian_13() throws Exception {
        var script = ROOT.resolve("tls/src/test/openssl/in-container").toString();

        var result = Program.run(ROOT, Map.of(), List.of(script, SYSTEM), Duration.ofMinutes(15));

        assertEquals(0, result.exitCode(), result::output);
        assertTrue(result.output().contains("OpenSSL 3.5."), result::output);
        assertTrue(result.output().matches("(?s).*\\[ +[1-9]\\d\\d tests successful .*"), result::output);
        assertTrue(result.output().matches("(?s).*\\[ +0 tests skipped .*"), result::output);
    }
}
