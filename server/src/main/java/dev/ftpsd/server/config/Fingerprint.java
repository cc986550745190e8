package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import dev.ftpsd.server.config.yaml.Problems;
import dev.ftpsd.server.config.yaml.Variables;

/**
 * Tells whether the configuration folder says something else than before, by the content of its files: times and inode numbers
 * say nothing where Kubernetes swaps a link or an editor saves the same text again.
 */
public final class Fingerprint {

    /** More than any file of a configuration has: a path that leads to a disk image must not fill the memory at each look. */
    private static final int MOST_READ = 64 << 20;

    private final Path folder;
    private final MessageDigest digest = sha256();

    private Fingerprint(Path folder) {
        this.folder = folder;
    }

    /**
     * SHA-256 over the names and contents of {@code ftpsd.yaml}, the files that its <code>${file:…}</code> name, the texts, the users
     * files, and the files that {@code tls} and users name, in hex. A file that cannot be read counts as what keeps it from being
     * read. Reads files.
     *
     * @param folder the configuration folder
     * @param settings say where most of the other files are
     * @param secrets the files that users name
     */
    public static String of(Path folder, Settings settings, List<Path> secrets) {
        return begin(folder).named(settings).secrets(secrets);
    }

    /**
     * The same in steps, for who reads the folder: each file has to be taken before it is read for good, so that what is saved
     * meanwhile makes a difference to the next fingerprint. Takes {@code ftpsd.yaml} and what its <code>${file:…}</code> name.
     */
    static Fingerprint begin(Path folder) {
        var fingerprint = new Fingerprint(folder);
        var machine = folder.resolve(SettingsReader.MACHINE_FILE);
        fingerprint.add(machine);
        // Those of the file as it is saved, and not of the settings in force: a missing one may be what keeps these from force.
        Variables.files(text(machine)).forEach(fingerprint::add);
        return fingerprint;
    }

    /** Takes the files that {@code ftpsd.yaml} leads to. */
    Fingerprint named(Settings settings) {
        MessageFiles.find(folder.resolve(settings.messages().dir())).forEach(this::add);
        UserFiles.find(folder, settings.users().files(), new Problems()).forEach(this::add);
        settings.tls().files().forEach(file -> add(folder.resolve(file)));
        return this;
    }

    /** Takes the files that users name, and ends. */
    String secrets(List<Path> secrets) {
        secrets.forEach(this::add);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(Path file) {
        try (var content = Files.newInputStream(file)) {
            return new String(content.readNBytes(MOST_READ), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private void add(Path file) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (var content = Files.newInputStream(file)) {
            digest.update(sha256().digest(content.readNBytes(MOST_READ)));
        } catch (IOException e) {
            digest.update(e.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
