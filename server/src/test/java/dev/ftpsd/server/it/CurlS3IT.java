package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import dev.ftpsd.server.support.S3Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** curl and the server as a process, over a home in a bucket. */
@Needs("curl")
final class CurlS3IT {

    @TempDir
    Path directory;

    @Test
    void curl_uploads_lists_resumes_renames_and_deletes_in_a_bucket() throws Exception {
        var site = Site.make(directory);
        try (var storage = new S3Endpoint()) {
            site.machine(storage.settings());
            site.users(site.user("alice").replace("home: " + site.home("alice"), "home: \"s3://files/{name}\""));
            try (var tree = RunningTree.start(site)) {
                var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
                var large = large(site);
                curl.run("-T", large.toString(), curl.url("large")).succeeds();
                assertTrue(curl.run(curl.url("")).succeeds().output().contains("20971527"));

                var half = Files.write(site.elsewhere().resolve("half"),
                        Arrays.copyOf(Files.readAllBytes(large), 9_000_000));
                curl.run("-C", "-", "-o", half.toString(), curl.url("large")).succeeds();
                assertEquals(Content.sum(large), Content.sum(half));

                curl.run("-Q", "RNFR large", "-Q", "RNTO moved", curl.url("")).succeeds();
                curl.run("-o", half.toString(), curl.url("moved")).succeeds();
                assertEquals(Content.sum(large), Content.sum(half));
                curl.run("-Q", "DELE moved", curl.url("")).succeeds();
                assertTrue(!curl.run(curl.url("")).succeeds().output().contains("moved"));
                assertEquals(0, tree.terminate().exitCode(), tree.log());
            }
        }
    }

    /** Two parts and a bit. */
    private static Path large(Site site) throws IOException {
        var content = new byte[(20 << 20) + 7];
        new Random(9).nextBytes(content);
        return Files.write(site.elsewhere().resolve("large"), content);
    }
}
