package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A server writes into state-dir, run-dir and homes, and nowhere else. */
@Needs("curl")
final class InstallationIT {

    @TempDir
    Path directory;

    @Test
    void nothing_is_written_into_the_installation_the_configuration_or_the_working_directory() throws Exception {
        var site = Site.make(directory);
        var installation = copyOf(RunningTree.INSTALLATION, directory.resolve("installation"));
        makeReadOnly(installation);
        makeReadOnly(site.conf());
        var before = List.of(seen(installation), seen(site.conf()), seen(site.elsewhere()));

        try (var tree = RunningTree.start(site, installation.resolve("bin/ftpsd"), Map.of())) {
            var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
            var sent = Content.write(directory.resolve("sent"), 1000);
            curl.run("--upload-file", sent.toString(), curl.url("file")).succeeds();
            curl.run("--output", directory.resolve("received").toString(), curl.url("file")).succeeds();
            assertEquals(0, tree.terminate().exitCode(), tree.log());
        }

        assertEquals(before, List.of(seen(installation), seen(site.conf()), seen(site.elsewhere())));
    }

    static Path copyOf(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** For everybody but root, who is not held by it: the comparison is for root. */
    private static void makeReadOnly(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.toList()) {
                var permissions = Files.getPosixFilePermissions(file);
                permissions.removeAll(List.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_WRITE));
                Files.setPosixFilePermissions(file, permissions);
            }
        }
    }

    /** Every file with its size and time. */
    private static Map<String, String> seen(Path folder) throws IOException {
        var seen = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.toList()) {
                seen.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return seen;
    }
}
