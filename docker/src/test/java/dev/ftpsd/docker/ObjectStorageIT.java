package dev.ftpsd.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The image with the libraries of object storage, built here, over a home in a bucket. */
@NeedsEngine
final class ObjectStorageIT {

    private static final DockerImageName IMAGE = DockerImageName.parse("ftpsd:" + Server.VERSION + "-s3");
    private static final long LIBRARIES = 13_000_000;

    @TempDir
    Path directory;

    @BeforeAll
    static void build() throws Exception {
        Program.succeeds(Path.of("..").toAbsolutePath().normalize(), Map.of(), List.of("docker", "build", "-f",
                "docker/Dockerfile", "-t", IMAGE.asCanonicalNameString(), "--build-arg", "S3=yes", "."));
    }

    @Test
    void files_go_into_a_bucket_and_back_on_a_read_only_file_system_without_capabilities() throws Exception {
        var content = new byte[(20 << 20) + 7];
        new Random(9).nextBytes(content);
        var blobs = new TransientNio2BlobStore();
        blobs.createContainer("files");
        var storage = S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://0.0.0.0:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret").build();
        storage.start();
        try (var network = Network.newNetwork()) {
            var site = Site.make(directory).machine("""
                    storage: { s3: { endpoint: "http://%s:%d", region: eu-central-1, path-style: true, access-key: id,
                                     secret-key: secret } }
                    """.formatted(gateway(network), storage.getPort()));
            site.users(Site.user("bob") + "    tls: { resumption: preferred }\n    home: \"s3://files/{name}\"\n");
            // AOTMode=on: a JVM that cannot use the cache of classes does not start.
            try (var server = onNetwork(Server.of(site, IMAGE).with("FTPSD_JAVA_OPTIONS", "-XX:AOTMode=on"), network);
                    var ftps = Ftps.login("127.0.0.1", site.ports().explicit())) {
                ftps.store("large", content);

                assertTrue(blobs.blobExists("files", "bob/large"), server::log);
                assertArrayEquals(content, ftps.retrieve("large"));
                assertEquals(List.of("large"), List.of(ftps.client().listNames()));
                assertTrue(ftps.client().deleteFile("large"), ftps.client()::getReplyString);
                assertFalse(blobs.blobExists("files", "bob/large"), server::log);
                assertFalse(server.log().contains("ERROR"), server::log);
            }
        } finally {
            storage.stop();
        }
    }

    @Test
    void the_libraries_are_all_that_it_has_more_than_the_other_image() {
        var more = size(IMAGE) - size(Server.IMAGE);

        System.out.printf("image with object storage: %.1f MB more%n", more / 1e6);
        assertTrue(more > 0 && more < LIBRARIES, () -> more + " bytes more");
    }

    private static long size(DockerImageName image) {
        return Objects.requireNonNull(DockerClientFactory.instance().client()
                .inspectImageCmd(image.asCanonicalNameString()).exec().getSize());
    }

    private static Server onNetwork(Server server, Network network) {
        server.container().withNetwork(network);
        return server.start();
    }

    /** This machine as containers of that network see it. */
    private static String gateway(Network network) {
        return Objects.requireNonNull(DockerClientFactory.instance().client().inspectNetworkCmd()
                .withNetworkId(network.getId()).exec().getIpam().getConfig().getFirst().getGateway());
    }
}
