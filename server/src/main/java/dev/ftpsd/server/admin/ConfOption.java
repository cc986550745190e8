package dev.ftpsd.server.admin;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --conf DIR}, for every command that reads the configuration. */
public final class ConfOption {

    @Option(names = "--conf", paramLabel = "DIR",
            description = "The folder of ftpsd.yaml and users.yaml; default: conf in the installation.")
    private @Nullable Path folder;

    /** No folder named yet. */
    public ConfOption() {}

    /** As if {@code folder} had been named. */
    public ConfOption(Path folder) {
        this.folder = folder;
    }

    /** The folder that was named, or {@code fallback}. */
    public Path folder(Path fallback) {
        return (folder == null ? fallback : folder).toAbsolutePath().normalize();
    }

    /** The folder that was named, or that of the installation. */
    Path folder() {
        return folder(installation().resolve("conf"));
    }

    /** Where a home or a folder of a link is: object storage as it is written, else a path from the root. */
    String place(String written) {
        return written.contains("://") ? written : installation().resolve(written).normalize().toString();
    }

    /** What relative paths of {@code run-dir}, {@code state-dir} and homes count from. */
    Path installation() {
        return Path.of(System.getProperty("ftpsd.home", "")).toAbsolutePath().normalize();
    }
}
