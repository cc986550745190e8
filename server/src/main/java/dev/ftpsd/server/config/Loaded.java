package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.config.yaml.Effective;
import dev.ftpsd.server.config.yaml.Problem;

/**
 * A configuration folder that was read and found right.
 *
 * @param folder the configuration folder, absolute
 * @param settings what {@code ftpsd.yaml} says
 * @param users what the users files say, the bootstrap user not included
 * @param secrets the files, absolute, that hold secrets of users
 * @param warnings what the administrator should know; {@link Problem#toString()} is the line to log
 * @param effective each key of {@code ftpsd.yaml} with the value that holds and where that comes from
 * @param fingerprint {@link Fingerprint#of} as of before the files were read: what was saved meanwhile has another
 */
public record Loaded(Path folder, Settings settings, UserDirectory users, List<Path> secrets,
        List<Problem> warnings, List<Effective> effective, String fingerprint) {

    public Loaded {
        secrets = List.copyOf(secrets);
        warnings = List.copyOf(warnings);
        effective = List.copyOf(effective);
    }

    /** What a server that runs can take up: its state and its socket stay in the folders in which it {@code started}. */
    public Loaded inFoldersOf(Loaded started) {
        return new Loaded(folder, settings.inFoldersOf(started.settings), users, secrets, warnings, effective,
                fingerprint);
    }

    /**
     * A path of the file as one of the machine: relative ones, such as {@code tls.certificate}, count from the
     * folder.
     */
    public Path resolve(Path asWritten) {
        return folder.resolve(asWritten).normalize();
    }
}
