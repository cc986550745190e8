package dev.ftpsd.server.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * curl, logged in as alice, as somebody would call it who does not know the certificate.
 *
 * @param tree the server
 * @param way how it is reached
 */
record Curl(RunningTree tree, Way way) {

    /** Address family, beginning and version of TLS. */
    enum Way {
        EXPLICIT_TLS_1_3_OVER_IPV4("ftp://127.0.0.1", "--tlsv1.3"),
        EXPLICIT_TLS_1_2_OVER_IPV4("ftp://127.0.0.1", "--tls-max 1.2"),
        EXPLICIT_TLS_1_3_OVER_IPV6("ftp://[::1]", "--tlsv1.3"),
        EXPLICIT_TLS_1_2_OVER_IPV6("ftp://[::1]", "--tls-max 1.2"),
        IMPLICIT_TLS_1_3_OVER_IPV4("ftps://127.0.0.1", "--tlsv1.3"),
        IMPLICIT_TLS_1_2_OVER_IPV6("ftps://[::1]", "--tls-max 1.2");

        private final String host;
        private final String version;

        Way(String host, String version) {
            this.host = host;
            this.version = version;
        }

        private boolean isImplicit() {
            return host.startsWith("ftps:");
        }
    }

    /** The URL of a path below the user's root. */
    String url(String path) {
        return way.host + ":" + (way.isImplicit() ? tree.implicitPort() : tree.port()) + "/" + path;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments));
    }

    Result run(List<String> arguments) throws IOException, InterruptedException {
        return as("alice:secret", arguments);
    }

    /**
     * The same as somebody else.
     *
     * @param user with the password, as {@code --user} takes it
     */
    Result as(String user, List<String> arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(options(user));
        all.addAll(arguments);
        return Tool.in(tree.site().elsewhere(), "curl").within(Duration.ofMinutes(5)).run(all, "");
    }

    /** What stands before each request; {@code --next} begins with none of it. */
    List<String> options(String user) {
        var options = new ArrayList<>(List.of("--silent", "--show-error", "--insecure", "--ssl-reqd", "--user", user));
        options.addAll(List.of(way.version.split(" ")));
        return options;
    }
}
