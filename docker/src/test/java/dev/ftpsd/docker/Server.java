package dev.ftpsd.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The image as it is run in earnest: read-only, without capabilities, without a way to more privileges. */
final class Server implements AutoCloseable {

    static final String VERSION = System.getProperty("ftpsd.version", "0.1.0-SNAPSHOT");
    static final DockerImageName IMAGE = DockerImageName.parse("ftpsd:" + VERSION);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final GenericContainer<?> container;

    private Server(DockerImageName image) {
        container = new GenericContainer<>(image)
                .waitingFor(Wait.forLogMessage(".*Greeter ready.*", 1).withStartupTimeout(PATIENCE));
    }

    /** A server with the site's configuration and data. */
    static Server of(Site site) throws IOException {
        return of(site, IMAGE);
    }

    /** The same of another image. */
    static Server of(Site site, DockerImageName image) throws IOException {
        var ports = site.ports();
        var server = new Server(image).with("FTPSD_PUBLIC_HOST", "127.0.0.1").as(site.owner());
        server.container.setPortBindings(List.of(ports.explicit() + ":2121", ports.implicit() + ":2990",
                ports.data() + ":" + ports.data()));
        return server.mount(site.conf() + ":/opt/ftpsd/conf:ro").mount(site.data() + ":/opt/ftpsd/data")
                .host(host -> host.withReadonlyRootfs(true).withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")));
    }

    /** What the image is without any configuration. */
    static Server plain() {
        return new Server(IMAGE);
    }

    Server start() {
        container.start();
        return this;
    }

    /** The same container once more, after its end. */
    Server again() throws InterruptedException {
        var docker = DockerClientFactory.instance().client();
        docker.startContainerCmd(container.getContainerId()).exec();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (log().split("Greeter ready", -1).length < 3 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        return this;
    }

    /** Starts it without an expectation, and waits for this text in its log. */
    Server startUntil(String text) {
        container.withStartupCheckStrategy(new StartupCheckStrategy() {

            @Override
            public StartupStatus checkStartupState(DockerClient docker, String id) {
                return StartupStatus.SUCCESSFUL;
            }
        });
        container.waitingFor(Wait.forLogMessage(".*" + text + ".*", 1).withStartupTimeout(PATIENCE));
        return start();
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
