package dev.ftpsd.tls.jdk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

import dev.ftpsd.tls.ClientTrust;
import dev.ftpsd.tls.SelfSigned;
import dev.ftpsd.tls.ServerKeys;
import dev.ftpsd.tls.SessionBinding;
import dev.ftpsd.tls.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A JVM that was started without {@code --add-opens}. */
class WithoutOptionsTest {

    @TempDir
    Path state;

    @Test
    void a_jvm_without_the_option_binds_all_the_same_and_says_that_it_issues_no_tickets() throws Exception {
        assertTrue(JdkTlsEngines.issuesTickets(), "this JVM has the option");

        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Probe.class.getName(),
                state.toString()).redirectErrorStream(true).start();
        var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, child.waitFor(), output);
        assertEquals("false Holds[freshTickets=false]", output.strip());
    }

    /** Runs in the other JVM. */
    static final class Probe {

        private Probe() {}

        public static void main(String[] arguments) throws Exception {
            var keys = SelfSigned.loadOrMake(Path.of(arguments[0]), "localhost", InstantSource.system()).keys();
            var engines = JdkTlsEngines.open(TlsSettings.DEFAULTS, ServerKeys.of(keys), new ClientTrust.Off());
            System.out.println(JdkTlsEngines.issuesTickets() + " " + SessionBinding.selfTest(engines));
        }
    }
}
