package dev.ftpsd.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Set;

/**
 * The server's own certificate, made once and kept, for administrators who have set none. Clients learn to trust it by its
 * fingerprint, so it must not change from start to start. Any one thread, at start.
 *
 * @param keys what to serve with
 * @param file where it is kept, key and certificate in one file so that no half of a pair can be left behind
 * @param made whether this call made it: then its fingerprint is news
 */
public record SelfSigned(KeyMaterial keys, Path file, boolean made) {

    private static final String FILE_NAME = "self-signed.pem";

    /**
     * Loads the certificate of the state directory, or makes it there when there is none.
     *
     * @param stateDirectory exists and is writable
     * @param hostName the server's name or address as clients know it; the certificate also names localhost and the
     *        loopback addresses
     * @throws KeyMaterialException when the file cannot be read, used or written; the message names it and the remedy
     */
    public static SelfSigned loadOrMake(Path stateDirectory, String hostName, InstantSource clock)
            throws KeyMaterialException {
        var file = fileIn(stateDirectory);
        if (Files.exists(file)) {
            return new SelfSigned(load(file, clock), file, false);
        }

        write(file, SelfSignedCertificate.make(hostName, clock.instant()));
        return new SelfSigned(load(file, clock), file, true);
    }

    /** Where it is kept, made or not. */
    public static Path fileIn(Path stateDirectory) {
        return stateDirectory.resolve(FILE_NAME);
    }

    private static KeyMaterial load(Path file, InstantSource clock) throws KeyMaterialException {
        try {
            return KeyFiles.load(file, file, new char[0], clock);
        } catch (KeyMaterialException e) {
            throw new KeyMaterialException(
                    e.getMessage() + " (the server made this file itself: delete it and the next start"
                            + " makes another, with another fingerprint)",
                    e);
        }
    }

    /** Writes aside, syncs and renames: after a power cut there is the whole file or none. */
    private static void write(Path file, String pem) throws KeyMaterialException {
        try {
            var aside = Files.createTempFile(file.toAbsolutePath().getParent(), FILE_NAME, ".new", ownerOnly(file));
            try {
                try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    var octets = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
                    while (octets.hasRemaining()) {
                        channel.write(octets);
                    }
                    channel.force(true);
                }
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new KeyMaterialException(file + ": cannot be written: " + e
                    + "; make its directory writable for the server or set tls.certificate", e);
        }
    }

    /** Mode 0600 from the first moment, where the file system knows modes. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[]{
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
