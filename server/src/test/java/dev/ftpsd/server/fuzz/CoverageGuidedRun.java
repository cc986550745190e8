package dev.ftpsd.server.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Jazzer, a JVM of its own for each target: by the profile {@code fuzz} alone. The corpus grows in {@code target/fuzz} from run to
 * run.
 */
final class CoverageGuidedRun {

    private static final int RUNS = Integer.getInteger("ftpsd.fuzz.runs", 150_000);
    private static final String ONLY = System.getProperty("ftpsd.fuzz.target", "");
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern COVERED = Pattern.compile("cov: (\\d+) ft: (\\d+)");

    @ParameterizedTest
    @EnumSource
    void jazzer_finds_no_input_that_breaks_a_promise(Target target) throws Exception {
        assumeTrue(ONLY.isEmpty() || ONLY.equals(target.name()), "not asked for");
        var folder = Files.createDirectories(Path.of("target/fuzz").resolve(target.name())).toAbsolutePath();
        var log = folder.resolve("jazzer.log");
        var exit = new ProcessBuilder(command(target, folder)).redirectErrorStream(true).redirectOutput(log.toFile())
                .start().waitFor();
        var said = Files.readString(log);
        report(target, said);
        assertEquals(0, exit, () -> "see " + log + "; the input that did it is in " + folder + "\n"
                + said.substring(Math.max(0, said.length() - 3000)));
        assertTrue(DONE.matcher(said).find(), "Jazzer did not finish");
    }

    private static List<String> command(Target target, Path folder) throws Exception {
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        var seeds = seeds(target, Files.createDirectories(folder.resolve("seeds")));
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED", "--add-opens", "java.base/sun.security.ssl=ALL-UNNAMED",
                "-Dftpsd.fuzz.target=" + target, "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=dev.ftpsd.**", "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-runs=" + RUNS, "-max_len=4096", "-timeout=30", "-rss_limit_mb=0", "-print_final_stats=1",
                corpus.toString(),
                seeds.toString());
    }

    private static Path seeds(Target target, Path folder) throws Exception {
        var number = 0;
        for (var seed : target.seeds()) {
            Files.write(folder.resolve("seed-" + number++), seed);
        }
        return folder;
    }

    private static void report(Target target, String said) throws IOException {
        var done = DONE.matcher(said);
        var covered = new ArrayList<String>();
        COVERED.matcher(said).results().forEach(result -> covered.add(result.group()));
        var line = target + ": " + (done.find() ? done.group(1) + " inputs in " + done.group(2) + " s" : "ended early")
                + (covered.isEmpty() ? "" : ", " + covered.getLast());
        Files.writeString(Path.of("target/fuzz/report.txt"), line + System.lineSeparator(),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
