package dev.ftpsd.server.admin.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import dev.ftpsd.server.audit.ConnectionRefusal;
import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.FileMoved.Completion;
import dev.ftpsd.server.audit.LoginRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The numbers of this process, in Prometheus' words. Labels are words of the server's own and names of listeners: none of them
 * is a client's, so that no client can make time series. Any thread.
 */
public final class Metrics implements Counts, AutoCloseable {

    private static final String RESULT = "result";
    private static final String DIRECTION = "direction";
    private static final String REASON = "reason";
    private static final String CONNECTION = "connection";

    private static final Map<String, String> HELP = Map.of(
            "ftpsd.connections", "Clients that were let in, by listener",
            "ftpsd.logins", "Logins, and why they were refused",
            "ftpsd.transfers", "Files that went over the wire, or did not",
            "ftpsd.data.failures",
            "Transfers without a data connection of their own; 522 is one that resumed no session",
            "ftpsd.handshakes", "TLS handshakes that were done",
            "ftpsd.handshake.failures", "TLS handshakes that were not",
            "ftpsd.turned.away", "Connections that were closed at accept",
            "ftpsd.bans.made", "Networks that were shut out, since the start",
            "ftpsd.reloads", "Times that the configuration was read again");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Counters hold on to what they ask but weakly. */
    private final List<LongSupplier> counted = new CopyOnWriteArrayList<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** All that can be counted stands at 0 before it happens, so that graphs and alarms know it; for listeners {@link #listens}. */
    public Metrics() {
        List.<MeterBinder>of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(), collections).forEach(binder -> binder.bindTo(registry));
        count("ftpsd.logins", 0, RESULT, "accepted");
        for (var reason : LoginRefusal.values()) {
            count("ftpsd.logins", 0, RESULT, word(reason.name()));
        }
        for (var reason : ConnectionRefusal.values()) {
            count("ftpsd.turned.away", 0, REASON, word(reason.name()));
        }
        count("ftpsd.reloads", 0, RESULT, "in_force");
        count("ftpsd.reloads", 0, RESULT, "refused");
        count("ftpsd.bans.made", 0);
        for (var reply : List.of("425", "522")) {
            count("ftpsd.data.failures", 0, "reply", reply);
        }
        for (var direction : List.of("in", "out")) {
            for (var completion : Completion.values()) {
                count("ftpsd.transfers", 0, DIRECTION, direction, RESULT, word(completion.name()));
            }
            duration(direction);
        }
        for (var connection : Connection.values()) {
            count("ftpsd.handshake.failures", 0, CONNECTION, word(connection.name()));
        }
        for (var version : List.of("TLSv1.2", "TLSv1.3")) {
            handshakes(0, Connection.CONTROL, version, false);
            handshakes(0, Connection.DATA, version, false);
            handshakes(0, Connection.DATA, version, true);
        }
    }

    /** A listener is there, whose clients can be counted. */
    public void listens(String listener) {
        count("ftpsd.connections", 0, "listener", listener);
    }

    /** A number that goes up and down, asked when it is read. */
    public Metrics gauge(String name, String help, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble).description(help).tags(labels).strongReference(true).register(registry);
        return this;
    }

    /** Bytes that somebody else counts. */
    public Metrics bytes(String name, String help, LongSupplier value, String... labels) {
        counted.add(value);
        FunctionCounter.builder(name, value, LongSupplier::getAsLong).description(help).baseUnit("bytes").tags(labels)
                .register(registry);
        return this;
    }

    private void count(String name, int by, String... labels) {
        Counter.builder(name).description(HELP.getOrDefault(name, "")).tags(labels).register(registry).increment(by);
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    @Override
    public void connected(String listener) {
        count("ftpsd.connections", 1, "listener", listener);
    }

    @Override
    public void login() {
        count("ftpsd.logins", 1, RESULT, "accepted");
    }

    @Override
    public void loginRefused(LoginRefusal reason) {
        count("ftpsd.logins", 1, RESULT, word(reason.name()));
    }

    @Override
    public void transfer(boolean download, Completion completion, Duration time) {
        var direction = download ? "out" : "in";
        count("ftpsd.transfers", 1, DIRECTION, direction, RESULT, word(completion.name()));
        duration(direction).record(time);
    }

    private Timer duration(String direction) {
        return Timer.builder("ftpsd.transfer.duration").description("From the command to the end")
                .tags(DIRECTION, direction).register(registry);
    }

    @Override
    public void dataFailed(int reply) {
        count("ftpsd.data.failures", 1, "reply", Integer.toString(reply));
    }

    @Override
    public void handshake(Connection connection, String version, boolean resumed) {
        handshakes(1, connection, version, resumed);
    }

    private void handshakes(int by, Connection connection, String version, boolean resumed) {
        count("ftpsd.handshakes", by, CONNECTION, word(connection.name()), "version", version, "resumed",
                Boolean.toString(resumed));
    }

    @Override
    public void handshakeFailed(Connection connection) {
        count("ftpsd.handshake.failures", 1, CONNECTION, word(connection.name()));
    }

    @Override
    public void turnedAway(ConnectionRefusal reason) {
        count("ftpsd.turned.away", 1, REASON, word(reason.name()));
    }

    @Override
    public void banned() {
        count("ftpsd.bans.made", 1);
    }

    @Override
    public void reloaded(boolean inForce) {
        count("ftpsd.reloads", 1, RESULT, inForce ? "in_force" : "refused");
    }

    /** All of them, as Prometheus reads them (text format 0.0.4). */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
