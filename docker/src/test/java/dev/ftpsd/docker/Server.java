package dev.ftpsd.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The image as it is run in earnest: read-only, without capabilities, without a way to more privileges. */
final class Server implements AutoCloseable {

    static final String VERSION = System.getProperty("ftpsd.version", "0.1.0-SNAPSHOT");
    static final DockerImageName IMAGE = DockerImageName.parse("ftpsd:" + VERSION);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GenericContainer<?> container;

    private Server(GenericContainer<?> container) {
        this.container = container;
    }

    /** A server with the site's configuration and data. */
    static Server of(Site site) {
        var server = new Server(new GenericContainer<>(IMAGE)).publish(site.dataPort(), site.dataPort());
        server.container.withExposedPorts(2121, 2990)
                .withEnv("FTPSD_PUBLIC_HOST", "127.0.0.1")
                .waitingFor(Wait.forLogMessage(".*Greeter ready.*", 1).withStartupTimeout(PATIENCE));
        return server.mount(site.conf() + ":/opt/ftpsd/conf:ro").mount(site.data() + ":/opt/ftpsd/data")
                .host(host -> host.withReadonlyRootfs(true).withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")));
    }

    /** What the image is without any configuration. */
    static Server plain() {
        var server = new Server(new GenericContainer<>(IMAGE));
        server.container.waitingFor(Wait.forLogMessage(".*Greeter ready.*", 1).withStartupTimeout(PATIENCE));
        return server;
    }

    Server start() {
        container.start();
        return this;
    }

    Server with(String variable, String value) {
        container.withEnv(variable, value);
        return this;
    }

    /** Runs as that user, {@code 12345} or {@code 12345:0}. */
    Server as(String user) {
        return create(command -> command.withUser(user));
    }

    /** A bind as {@code docker run -v} takes it. */
    Server mount(String bind) {
        return host(host -> {
            var binds = new ArrayList<Bind>(host.getBinds() == null ? List.of() : List.of(host.getBinds()));
            binds.add(Bind.parse(bind));
            host.withBinds(binds.toArray(Bind[]::new));
        });
    }

    /** A port of this machine that leads to one of the container, on all addresses. */
    Server publish(int outside, int inside) {
        var bindings = new ArrayList<>(container.getPortBindings());
        bindings.add(outside + ":" + inside);
        container.setPortBindings(bindings);
        return this;
    }

    Server host(Consumer<HostConfig> change) {
        return create(command -> {
            var host = command.getHostConfig();
            assertTrue(host != null, "the container has a host configuration");
            change.accept(host);
        });
    }

    private Server create(Consumer<CreateContainerCmd> change) {
        container.withCreateContainerCmdModifier(change);
        return this;
    }

    /** The published port of explicit TLS. */
    int port() {
        return container.getMappedPort(2121);
    }

    /** The published port of implicit TLS. */
    int implicitPort() {
        return container.getMappedPort(2990);
    }

    /** Its address in the network of its engine. */
    String address() {
        var network = container.getContainerInfo().getNetworkSettings().getNetworks().values().iterator().next();
        return Objects.requireNonNull(network.getIpAddress());
    }

    String log() {
        return container.getLogs(OutputType.STDOUT);
    }

    /** Everything that the tests do not need every day. */
    GenericContainer<?> container() {
        return container;
    }

    /** Runs a program in the container. */
    Container.ExecResult run(String... line) throws IOException, InterruptedException {
        return container.execInContainer(line);
    }

    @Override
    public void close() {
        container.close();
    }
}
