package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long people wait whose clients carry many small files in one call: the time of the clock, not of the processor. */
final class ClientPrograms {

    private static final int FILES = 100;

    private ClientPrograms() {}

    /** Those whose program is installed. */
    static List<Workload> all() {
        var all = new ArrayList<Workload>();
        Site.program("curl").ifPresent(curl -> {
            for (var version : List.of("1.2", "1.3")) {
                all.add(wait("curl downloads " + FILES + " files, TLS " + version, server -> downloads(curl, version, server)));
                all.add(wait("curl uploads " + FILES + " files, TLS " + version, server -> uploads(curl, version, server)));
            }
        });
        Site.program("lftp").ifPresent(lftp -> all.add(wait("lftp mirrors " + Site.SMALL_FILES + " files",
                server -> mirror(lftp, server))));
        return all;
    }

    /** The command line of one call. */
    @FunctionalInterface
    private interface Call {
        List<String> to(Contestant server) throws IOException;
    }

    private static Workload wait(String name, Call call) {
        return new Workload(name, List.of("s"), server -> {
            var line = call.to(server);
            return new double[]{server.cost(() -> Site.run(line)).wall()};
        });
    }

    private static List<String> curl(Path curl, String version, Contestant server) {
        return new ArrayList<>(List.of(curl.toString(), "--silent", "--show-error", "--fail-early", "--ssl-reqd", "--insecure", "--max-time",
                "120", "--tlsv" + version, "--tls-max", version, "--user", server.user() + ":" + Site.PASSWORD));
    }

    private static List<String> downloads(Path curl, String version, Contestant server) {
        var line = curl(curl, version, server);
        line.addAll(List.of(server.url() + "few/file-[0000-%04d]".formatted(FILES - 1), "--output", "/dev/null"));
        return line;
    }

    private static List<String> uploads(Path curl, String version, Contestant server) {
        var line = curl(curl, version, server);
        var names = IntStream.range(0, FILES).mapToObj(server.site()::smallFile).map(Path::toString)
                .collect(Collectors.joining(",", "{", "}"));
        line.addAll(List.of("--upload-file", names, server.url() + server.uploads() + "/"));
        return line;
    }

    private static List<String> mirror(Path lftp, Contestant server) throws IOException {
        var target = Files.createTempDirectory(server.site().folder(), "mirrored");
        return List.of(lftp.toString(), "-u", server.user() + "," + Site.PASSWORD, "-e",
                "set ftp:ssl-force true; set ssl:verify-certificate no; set ftp:ssl-protect-data true; "
                        + "set cmd:fail-exit true; mirror few " + target + "; exit", server.url());
    }
}
