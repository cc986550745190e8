package dev.ftpsd.server.certificate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.config.certificate.ExpiryWarnings;
import dev.ftpsd.server.config.certificate.ServedPair;
import dev.ftpsd.tls.SelfSigned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When an administrator hears that a certificate ends. */
final class ExpiryWarningsTest {

    private static final List<Duration> THRESHOLDS = List.of(Duration.ofDays(21), Duration.ofDays(7),
            Duration.ofDays(1));

    @TempDir
    Path state;

    private final ExpiryWarnings warnings = new ExpiryWarnings();
    private final HeardLog log = new HeardLog();
    private ServedPair pair;
    private Instant end;

    @BeforeEach
    void makePair() throws Exception {
        var keys = SelfSigned.loadOrMake(state, "localhost", InstantSource.system()).keys();
        pair = new ServedPair(Optional.empty(), Path.of("own.pem"), Path.of("own.key"), Optional.of(keys),
                Optional.empty(), List.of());
        end = keys.expires();
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** What is said at a look that far before the end. */
    private List<String> saidBefore(Duration left) {
        var before = log.lines("line").size();
        warnings.look(List.of(pair), THRESHOLDS, end.minus(left));
        var lines = log.lines("line");
        return lines.subList(before, lines.size());
    }

    @Test
    void each_threshold_is_told_once_and_in_time() {
        assertEquals(List.of(), saidBefore(Duration.ofDays(22)));
        assertEquals(1, saidBefore(Duration.ofDays(21)).size());
        assertEquals(List.of(), saidBefore(Duration.ofDays(8)));
        assertEquals(1, saidBefore(Duration.ofDays(6)).size());
        assertEquals(List.of(), saidBefore(Duration.ofDays(2)));
        assertEquals(1, saidBefore(Duration.ofHours(20)).size());
        assertEquals(1, saidBefore(Duration.ofSeconds(-1)).size());
        assertEquals(List.of(), saidBefore(Duration.ofDays(-3)));
    }

    @Test
    void a_warning_names_the_file_the_day_and_what_to_do() {
        var said = String.join("", saidBefore(Duration.ofDays(6).plusHours(1)));

        assertTrue(said.contains("WARN") && said.contains("own.pem") && said.contains("in 6 days")
                && said.contains("renew it"), said);
        assertTrue(String.join("", saidBefore(Duration.ofHours(-1))).contains("expired on"), said);
    }

    @Test
    void other_certificates_begin_anew() {
        assertEquals(1, saidBefore(Duration.ofDays(3)).size());
        warnings.reset();
        assertEquals(1, saidBefore(Duration.ofDays(3)).size());
    }
}
