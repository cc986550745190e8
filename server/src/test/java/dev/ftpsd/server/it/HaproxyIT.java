package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * HAProxy between curl and the server, each at an address of its own of the loopback network: control and data go through it
 * under the same port numbers.
 */
@Needs({"curl", "haproxy"})
final class HaproxyIT {

    private static final String CLIENT = "127.0.0.9";
    private static final String PROXY = "127.0.0.5";
    private static final String MACHINE = """
            version: 1
            server: { state-dir: STATE, run-dir: RUN }
            listeners:
              - { name: explicit, address: 127.0.0.1, port: 0, tls: required, proxy-protocol: required,
                  proxy-from: [127.0.0.5] }
              - { name: implicit, address: 127.0.0.1, port: 0, tls: implicit, proxy-protocol: required,
                  proxy-from: [127.0.0.5] }
            data: { ports: "0" }
            security: { login-delay: 0s }
            admin: { http: { enabled: false } }
            reload: { watch: false }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void curl_transfers_through_haproxy_and_the_log_knows_its_own_address(String version) throws Exception {
        var site = Site.make(directory);
        site.write("ftpsd.yaml", MACHINE.replace("STATE", site.state().toString())
                .replace("RUN", directory.resolve("run").toString()));
        Files.createDirectories(site.home("alice"));
        try (var tree = RunningTree.start(site)) {
            try (var _ = Haproxy.start(directory, PROXY, routes(tree, version + " source " + PROXY))) {
                var content = Content.write(directory.resolve("content"), 300_000);
                for (var url : List.of("ftp://" + PROXY + ":" + tree.port(),
                        "ftps://" + PROXY + ":" + tree.implicitPort())) {
                    curl("-T", content.toString(), url + "/stored").succeeds();
                    curl("-o", directory.resolve("back").toString(), url + "/stored").succeeds();
                    assertEquals(Content.sum(content), Content.sum(directory.resolve("back")));
                    // PASV names where curl has reached the proxy, and nothing of what is behind it.
                    var listing = curl("-v", "--disable-epsv", "--no-ftp-skip-pasv-ip", url + "/").succeeds();
                    assertTrue(listing.output().contains("stored"), listing::toString);
                    assertTrue(listing.errors().contains("(127,0,0,5,"), listing::toString);
                }
            }
            tree.await(Pattern.compile("logout session=6 from=" + CLIENT));
            assertTrue(tree.log().lines().filter(line -> line.contains(" from="))
                    .allMatch(line -> line.contains(" from=" + CLIENT + " ")), tree.log());
        }
    }

    private Result curl(String... arguments) throws IOException, InterruptedException {
        var all = new String[arguments.length + 8];
        System.arraycopy(new String[]{"--silent", "--show-error", "--insecure", "--ssl-reqd", "--user", "alice:secret",
                "--interface", CLIENT}, 0, all, 0, 8);
        System.arraycopy(arguments, 0, all, 8, arguments.length);
        return Tool.in(directory, "curl").run(all);
    }

    private static List<Haproxy.Route> routes(RunningTree tree, String words) {
        return Stream.of(tree.port(), tree.implicitPort(), tree.dataPort())
                .map(port -> new Haproxy.Route(port, "", port, words)).toList();
    }
}
