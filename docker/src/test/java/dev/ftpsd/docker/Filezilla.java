package dev.ftpsd.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the program that drives FileZilla has to say. */
final class Filezilla {

    /**
     * It waits for PBSZ and PROT. FileZilla sends neither to a server that selects {@code x-filezilla-ftp}, which promises as
     * much (see {@code Alpn} in the module tls); that each data connection was one of TLS is a step of its own.
     */
    private static final Pattern PROMISED = Pattern.compile("FAIL log in over TLS: AUTH USER PASS FEAT"
            + "( PWD| TYPE| PASV| MLSD)*; TLS1\\.3 \\S+; ALPN \\['x-filezilla-ftp'\\] \\[\\d+s\\]");
    private static final int STEPS = 26;

    private Filezilla() {}

    /** The steps that failed, and whatever else shows that it did not do them all; empty when all is well. */
    static List<String> wrong(Program.Result result) {
        var failed = result.output().lines().filter(line -> line.startsWith("FAIL ")).toList();
        var wrong = new ArrayList<>(failed.stream().filter(line -> !PROMISED.matcher(line).matches()).toList());
        var expected = "filezilla: passed " + (STEPS - failed.size()) + " of " + STEPS;
        if (result.output().lines().noneMatch(expected::equals)) {
            wrong.add("no line \"" + expected + "\", exit code " + result.exitCode());
        }
        return wrong;
    }
}
