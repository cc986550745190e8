package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the program that drives FileZilla has to say. */
final class Filezilla {

    /**
     * It waits for PBSZ and PROT. FileZilla sends neither to a server that selects {@code x-filezilla-ftp}, which promises as
     * much (see {@code Alpn} in the module tls); that each data connection was one of TLS is a step of its own.
     */
    private static final Pattern PROMISED = Pattern.compile("FAIL log in over TLS: AUTH USER PASS FEAT"
            + "( PWD| TYPE| PASV| EPSV| MLSD)*; TLS1\\.[23] \\S+; ALPN \\[('ftp-data', )?'x-filezilla-ftp'\\] \\[\\d+s\\]");
    private static final Pattern VERSIONS = Pattern.compile("'TLS(1\\.\\d) ");
    private static final int STEPS = 26;

    private Filezilla() {}

    /**
     * Variables that leave it that one version of TLS. It has no switch for it, but the library that it uses does, by a variable
     * that the program which drives it would not hand on.
     */
    static Map<String, String> only(String tls, Path folder) throws IOException {
        var path = String.valueOf(System.getenv("PATH"));
        var others = tls.equals("1.2") ? "1.3" : "1.2";
        var priorities =
                Files.writeString(folder.resolve("gnutls"), "[overrides]\ndisabled-version = tls" + others + "\n");
        var bin = Files.createDirectory(folder.resolve("bin"));
        var launcher = Files.writeString(bin.resolve("filezilla"), """
                #!/bin/sh
                PATH='%s' GNUTLS_SYSTEM_PRIORITY_FILE='%s' exec filezilla "$@"
                """.formatted(path, priorities));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("PATH", bin + ":" + path);
    }

    /** The steps that failed, and whatever else shows that it did not do them all by that TLS; empty when all is well. */
    static List<String> wrong(Program.Result result, String tls) {
        var failed = result.output().lines().filter(line -> line.startsWith("FAIL ")).toList();
        var wrong = new ArrayList<>(failed.stream().filter(line -> !PROMISED.matcher(line).matches()).toList());
        var expected = "filezilla: passed " + (STEPS - failed.size()) + " of " + STEPS;
        if (result.output().lines().noneMatch(expected::equals)) {
            wrong.add("no line \"" + expected + "\", exit code " + result.exitCode());
        }
        // The step that counts how many data connections have resumed names the versions of all connections.
        var versions = result.output().lines().filter(line -> line.contains("on every data connection: "))
                .flatMap(line -> VERSIONS.matcher(line).results()).map(found -> found.group(1)).distinct().toList();
        if (!versions.equals(List.of(tls))) {
            wrong.add("TLS " + versions);
        }
        return wrong;
    }
}
