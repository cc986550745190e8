package dev.ftpsd.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ftpsd.server.admin.http.Metrics;
import dev.ftpsd.server.audit.ConnectionRefusal;
import dev.ftpsd.server.audit.Counts.Connection;
import dev.ftpsd.server.audit.FileMoved.Completion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The dashboard asks for what the server tells, by the same names. */
final class GrafanaDashboardTest {

    private static final Path DASHBOARD = Path.of("../docker/grafana/ftpsd.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:ftpsd|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z, ]+)\\)");

    @TempDir
    Path directory;

    private String scraped() throws Exception {
        try (var metrics = new Metrics();
                var server = TestServer.counted(directory,
                        TestServer.PERMISSIVE + "admin: { http: { port: 0 } }\n", metrics);
                var _ = server.admin(metrics)) {
            metrics.connected("explicit");
            metrics.transfer(true, Completion.COMPLETE, Duration.ofSeconds(1));
            metrics.handshake(Connection.DATA, "TLSv1.3", true);
            metrics.turnedAway(ConnectionRefusal.BANNED);
            System.gc();
            return metrics.scrape();
        }
    }

    @Test
    void every_metric_and_label_of_the_dashboard_is_one_of_the_server_s() throws Exception {
        var scraped = scraped();
        var known = scraped.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toSet());
        var expressions = new TreeSet<String>();
        collect(new ObjectMapper().readTree(Files.readString(DASHBOARD)), expressions);
        assertTrue(expressions.size() > 20, expressions::toString);

        var asked = expressions.stream().flatMap(text -> METRIC.matcher(text).results()).map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        var missing = new TreeSet<>(asked);
        missing.removeAll(known);
        // Counts collections, and appears with the first.
        missing.remove("jvm_gc_pause_seconds_sum");
        assertEquals(Set.of(), missing);

        for (var expression : expressions) {
            LABELS.matcher(expression).results().flatMap(found -> Pattern.compile(", ").splitAsStream(found.group(1)))
                    .filter(label -> !label.equals("instance"))
                    .forEach(label -> assertTrue(scraped.contains(label + "=\""), () -> label + " in " + expression));
        }
        var ours = known.stream().filter(name -> name.startsWith("ftpsd_") && !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
        ours.removeAll(asked);
        assertEquals(Set.of(), ours, "the dashboard shows all that is ours");
    }

    private static void collect(JsonNode node, Set<String> expressions) {
        if (node.has("expr")) {
            expressions.add(node.get("expr").asText());
        }
        if (node.path("query").asText().startsWith("label_values")) {
            expressions.add(node.get("query").asText());
        }
        node.forEach(child -> collect(child, expressions));
    }
}
