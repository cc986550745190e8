package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What all servers share: a certificate, a home with files, and a place for their configuration. */
record Site(Path folder, Path certificate, Path key, Path home) implements AutoCloseable {

    static final String USER = "bench";
    static final String PASSWORD = "bench";

    /** How many there are of 10 KiB in the folder {@code few}. */
    static final int SMALL_FILES = 200;

    /** Entries of the two folders to list. */
    static final int MANY = 10_000;
    static final int VERY_MANY = 100_000;

    /** MiB of the two files to download side by side. */
    static final int LONG = 64;
    static final int SHORT = 8;

    /** Octets of a small file. */
    static final int SMALL = 10 * 1024;

    /** In memory where that is possible, so that no disk is measured. */
    static Site make(int mebibytes) throws IOException {
        var memory = Path.of("/dev/shm");
        var folder = Files.isWritable(memory) ? Files.createTempDirectory(memory, "ftpsd-bench")
                : Files.createTempDirectory("ftpsd-bench");
        open(folder, "rwxr-xr-x");
        var site = new Site(folder, folder.resolve("cert.pem"), folder.resolve("key.pem"), folder.resolve("home"));
        run(List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "30", "-subj", "/CN=localhost", "-keyout", site.key.toString(), "-out", site.certificate.toString()));
        site.fill(mebibytes);
        return site;
    }

    private void fill(int mebibytes) throws IOException {
        Files.createDirectory(home);
        Files.write(home.resolve("small"), new byte[SMALL]);
        Files.createDirectories(home.resolve("few"));
        for (int i = 0; i < SMALL_FILES; i++) {
            Files.write(smallFile(i), new byte[SMALL]);
        }
        fill("large", mebibytes);
        fill(file(LONG), LONG);
        fill(file(SHORT), SHORT);
        for (var entries : List.of(MANY, VERY_MANY)) {
            var folder = Files.createDirectories(home.resolve(folder(entries)));
            for (int i = 0; i < entries; i++) {
                Files.write(folder.resolve("file-%06d.txt".formatted(i)), new byte[i % 100]);
            }
        }
    }

    private void fill(String name, int mebibytes) throws IOException {
        var chunk = new byte[Amounts.MEBIBYTE];
        Arrays.fill(chunk, (byte) 'x');
        try (var target = Files.newOutputStream(home.resolve(name))) {
            for (int i = 0; i < mebibytes; i++) {
                target.write(chunk);
            }
        }
    }

    /** The folder with so many entries, {@link #MANY} or {@link #VERY_MANY}. */
    static String folder(int entries) {
        return "many-" + entries;
    }

    /** The file of so many MiB, {@link #LONG} or {@link #SHORT}. */
    static String file(int mebibytes) {
        return "long-" + mebibytes;
    }

    /** One of those in {@code few}. */
    Path smallFile(int number) {
        return home.resolve("few/file-%04d".formatted(number));
    }

    /** The folder for uploads to the server at a port: they run as different users, and none may overwrite what another has made. */
    static String uploads(int port) {
        return "up-" + port;
    }

    /** Gives a file or folder these permissions, whatever the umask is. */
    static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Writes a configuration, and tells where it is. */
    Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        open(file, "rw-------");
        return file;
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException with what it said, if it says that it failed
     */
    static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = process.inputReader()) {
            var text = said.readAllAsString().strip();
            var code = process.waitFor();
            if (code != 0) {
                throw new IOException(command.getFirst() + " ends with " + code + ": " + text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A program on the PATH, or where administrators' programs are. */
    static Optional<Path> program(String name) {
        var folders = (System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin:/sbin").split(":", -1);
        return Arrays.stream(folders).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
