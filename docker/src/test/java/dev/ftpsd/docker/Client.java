package dev.ftpsd.docker;

import java.io.IOException;

import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A container with curl, lftp and Python. On a network of its own what it sends to a server comes by way of the gateway; on the
 * server's own network it comes straight.
 */
final class Client implements AutoCloseable {

    static final DockerImageName IMAGE = DockerImageName.parse("ftpsd-clients:" + Server.VERSION);

    private final Network network;
    private final GenericContainer<?> container;

    /** Not started, on a network of its own. */
    Client() {
        this(Network.newNetwork());
    }

    private Client(Network network) {
        this.network = network;
        this.container = new GenericContainer<>(IMAGE).withNetwork(network);
    }

    static Client start() {
        return started(new Client());
    }

    /** One on that network, which goes with it. */
    static Client on(Network network) {
        return started(new Client(network));
    }

    private static Client started(Client client) {
        client.container.start();
        return client;
    }

    /** The address of this machine as the container sees it. */
    String host() {
        var networks = container.getContainerInfo().getNetworkSettings().getNetworks().values();
        return String.valueOf(networks.iterator().next().getGateway());
    }

    void write(String file, String content) {
        container.copyFileToContainer(Transferable.of(content), file);
    }

    /** Runs a line of the shell. */
    ExecResult shell(String line) throws IOException, InterruptedException {
        return container.execInContainer("sh", "-c", line);
    }

    /** The same; the test fails with all that was said unless it ends with 0. */
    String succeeds(String line) throws IOException, InterruptedException {
        var result = shell(line);
        assertEquals(0, result.getExitCode(), () -> line + "\n" + result.getStdout() + result.getStderr());
        return result.getStdout();
    }

    @Override
    public void close() {
        container.close();
        network.close();
    }
}
