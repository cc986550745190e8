package dev.ftpsd.server.admin.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.ftpsd.auth.Verdict;
import dev.ftpsd.server.audit.ConnectionRefusal;
import dev.ftpsd.server.audit.LoginRefusal;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An alarm on a rate is of use only for what is there before it happens. */
class MetricsTest {

    @Test
    void everything_stands_at_0_before_it_happens() {
        try (var metrics = new Metrics()) {
            metrics.listens("explicit");
            var lines = metrics.scrape().lines().toList();

            for (var line : List.of("ftpsd_connections_total{listener=\"explicit\"} 0.0",
                    "ftpsd_transfer_duration_seconds_count{direction=\"in\"} 0",
                    "ftpsd_transfer_duration_seconds_count{direction=\"out\"} 0",
                    "ftpsd_handshakes_total{connection=\"data\",resumed=\"false\",version=\"TLSv1.2\"} 0.0",
                    "ftpsd_handshakes_total{connection=\"control\",resumed=\"false\",version=\"TLSv1.3\"} 0.0")) {
                assertTrue(lines.contains(line), line);
            }
            for (var reason : LoginRefusal.values()) {
                assertTrue(lines.contains("ftpsd_logins_total{result=\"" + word(reason) + "\"} 0.0"), reason::name);
            }
            for (var reason : ConnectionRefusal.values()) {
                assertTrue(lines.contains("ftpsd_turned_away_total{reason=\"" + word(reason) + "\"} 0.0"),
                        reason::name);
            }
        }
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void a_listener_that_is_named_again_keeps_its_count() {
        try (var metrics = new Metrics()) {
            metrics.connected("explicit");
            metrics.listens("explicit");

            assertTrue(metrics.scrape().contains("ftpsd_connections_total{listener=\"explicit\"} 1.0"));
        }
    }

    @Test
    void each_verdict_has_a_word_in_the_log() {
        var words = Arrays.stream(Verdict.Reason.values()).map(LoginRefusal::of).map(Enum::name).toList();

        assertEquals(Arrays.stream(Verdict.Reason.values()).map(Enum::name).toList(), words);
    }
}
