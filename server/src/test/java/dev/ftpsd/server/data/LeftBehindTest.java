package dev.ftpsd.server.data;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.session.Session;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is left in memory of transfers and sessions that have ended: nothing, and not only when their time limits have passed. */
final class LeftBehindTest {

    private static final int TRANSFERS = 30;

    @TempDir
    Path directory;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = WireServer.start(directory, "", "tls: { handshake-timeout: 60s }\n");
    }

    @Test
    void nothing_leads_to_a_data_connection_or_a_session_that_has_ended() throws Exception {
        var connections = alive(DataIdentifier.class);
        var sessions = alive(Session.class);
        transfer();
        Eventually.holds(() -> alive(DataIdentifier.class) <= connections, "data connections are still there");
        Eventually.holds(() -> alive(Session.class) <= sessions, "the session is still there");
    }

    @Test
    void the_buffers_of_uploads_are_used_again_and_not_left_to_the_garbage_collector() throws Exception {
        transfer();
        System.gc();
        // The cleaner's thread frees what the collector has found.
        Thread.sleep(500);
        var before = nativeOctets();
        transfer();
        var more = nativeOctets() - before;
        assertTrue(more < TRANSFERS * 256 * 1024 / 4, more + " octets more after " + TRANSFERS + " uploads");
    }

    private void transfer() throws IOException {
        try (var client = FtpTestClient.connect(server.port())) {
            client.secure().login("alice");
            client.ask("TYPE I", 200);
            for (var i = 0; i < TRANSFERS; i++) {
                client.store("file", new byte[1000]);
            }
            client.ask("QUIT", 221);
        }
    }

    private static long nativeOctets() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    /** How many instances there are that something leads to. */
    private static int alive(Class<?> type) {
        var histogram = histogram();
        var line = Pattern.compile("(\\d+) +\\d+ +" + Pattern.quote(type.getName()) + "\\b(?!\\$)").matcher(histogram);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
