package dev.ftpsd.docker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Which address PASV names to a container of the server's own network, to one of another, and to this machine by its loopback
 * address and by one that others reach it by: each client goes where it is told, and gets its listing there. So it does over EPSV.
 */
@NeedsEngine
final class PassiveAddressIT {

    private static final Pattern TOLD = Pattern.compile("227 Entering Passive Mode \\((\\d+),(\\d+),(\\d+),(\\d+),");
    private static final String CURL = "curl -v -sS -k --ssl-reqd --max-time 60 --user alice:secret %s ftp://%s/";

    @TempDir
    static Path directory;

    private static Site site = new Site(Path.of(""), new Site.Ports(0, 0, 0));
    private static Client neighbour = new Client();
    private static Client stranger = new Client();
    private static Network network = Network.SHARED;

    /** A shell where a client is. */
    private interface Place {

        /** What the line has said, both streams; the test fails if it fails. */
        String says(String line) throws Exception;
    }

    private static final Place HERE = line -> Program.succeeds(directory, Map.of(), List.of("sh", "-c", line));
    private static final Place BESIDE = line -> neighbour.succeeds(line + " 2>&1");

    private static final Place ELSEWHERE = line -> stranger.succeeds(line + " 2>&1");

    @BeforeAll
    static void start() throws Exception {
        Program.need("curl");
        site = Site.make(directory);
        network = Network.newNetwork();
        neighbour = Client.on(network);
        stranger = Client.start();
    }

    @AfterAll
    static void stop() {
        neighbour.close();
        stranger.close();
    }

    private static Server server(String publicHost) throws Exception {
        var server = Server.of(site).with("FTPSD_PUBLIC_HOST", publicHost);
        server.container().withNetwork(network).withNetworkAliases("ftpsd");
        return server.start();
    }

    /** This machine's address on a bridge that is not the network of the server. */
    private static String lan() {
        return stranger.host();
    }

    private static String published(String host) {
        return host + ":" + site.ports().explicit();
    }

    private static void assertTold(String expected, Place place, String server) throws Exception {
        var said = place.says(CURL.formatted("--disable-epsv --no-ftp-skip-pasv-ip", server));
        var told = TOLD.matcher(said);
        assertTrue(told.find(), said);
        assertEquals(expected, String.join(".", told.group(1), told.group(2), told.group(3), told.group(4)), said);

        var extended = place.says(CURL.formatted("", server));
        assertTrue(extended.contains("229 Entering Extended Passive Mode (|||" + site.ports().data() + "|)"), extended);
    }

    @Test
    void with_a_public_host_those_outside_are_told_it_and_a_neighbour_the_containers_own() throws Exception {
        try (var server = server(lan())) {
            assertTold(lan(), HERE, published("127.0.0.1"));
            assertTold(lan(), HERE, published(lan()));
            assertTold(lan(), ELSEWHERE, published(lan()));
            assertTold(server.address(), BESIDE, "ftpsd:2121");
            assertTold(server.address(), BESIDE, server.address() + ":2121");
        }
    }

    @Test
    void without_one_those_outside_are_told_the_loopback_address_and_the_log_says_what_to_set() throws Exception {
        try (var server = server("")) {
            assertTold("127.0.0.1", HERE, published("127.0.0.1"));
            assertTold("127.0.0.1", HERE, published(lan()));
            assertTold(server.address(), BESIDE, "ftpsd:2121");
            assertTrue(server.log().contains("set server.public-host (FTPSD_PUBLIC_HOST)"), server::log);
        }
    }
}
