package dev.ftpsd.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Loads the server's key and certificates from the files that the administrator named, PEM or PKCS#12. Certificates are
 * wrong more often than code, so every failure says which file, which certificate, what is wrong and what helps. Any thread.
 */
public final class KeyFiles {

    /** Nobody's certificates are larger; a path that leads to a disk image must not fill the memory. */
    private static final long LARGEST_FILE = 1 << 20;

    private KeyFiles() {}

    /**
     * Loads and checks a key and its chain.
     *
     * @param certificate PEM chain, leaf first, or PKCS#12
     * @param key PEM key in PKCS#8, PKCS#1 or SEC1; the same path when the certificate file holds it too
     * @param password of the key or the PKCS#12 file; empty for none; the caller wipes it
     * @throws KeyMaterialException with a sentence for the administrator
     */
    public static KeyMaterial load(Path certificate, Path key, char[] password, InstantSource clock)
            throws KeyMaterialException {
        var inspection = inspect(certificate, key, password, clock);
        if (inspection.problem().isPresent()) {
            throw inspection.problem().get();
        }
        return inspection.material();
    }

    /**
     * What the files hold, and why it does not serve.
     *
     * @param material to be shown; to be served only where there is no problem
     */
    public record Inspection(KeyMaterial material, Optional<KeyMaterialException> problem) {}

    /**
     * The same without refusing what does not serve, to show it.
     *
     * @throws KeyMaterialException where there is nothing to show: a file cannot be read
     */
    public static Inspection inspect(Path certificate, Path key, char[] password, InstantSource clock)
            throws KeyMaterialException {
        var pair = read(certificate, key, password);
        var material = new KeyMaterial(pair.key(), pair.chain(), KeyChecks.remarks(pair));
        try {
            KeyChecks.check(pair, clock.instant());
            return new Inspection(material, Optional.empty());
        } catch (KeyMaterialException e) {
            return new Inspection(material, Optional.of(e));
        }
    }

    private static Pair read(Path certificate, Path key, char[] password) throws KeyMaterialException {
        var content = content(certificate);
        if (!isPem(content)) {
            return Pkcs12Files.read(certificate, content, password);
        }

        var chain = PemFiles.certificates(certificate, text(content));
        var keyContent = key.equals(certificate) ? content : content(key);
        if (!isPem(keyContent)) {
            throw new KeyMaterialException(key + ": is not PEM; convert the key with openssl pkey -in ... -out ...");
        }
        return new Pair(certificate, chain, key, PemFiles.privateKey(key, text(keyContent), password));
    }

    static byte[] content(Path file) throws KeyMaterialException {
        return content(file, LARGEST_FILE, "is larger than 1 MiB and holds no certificate; name another file");
    }

    /**
     * What a file holds.
     *
     * @param largest octets; of a larger file nothing is read
     * @param tooLarge what is said then
     */
    static byte[] content(Path file, long largest, String tooLarge) throws KeyMaterialException {
        try {
            if (Files.size(file) > largest) {
                throw new KeyMaterialException(file + ": " + tooLarge);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KeyMaterialException(file + ": does not exist; correct the path in the configuration", e);
        } catch (IOException e) {
            throw new KeyMaterialException(file + ": cannot be read: " + e + "; check its owner and mode", e);
        }
    }

    static boolean isPem(byte[] content) {
        return text(content).contains("-----BEGIN ");
    }

    static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** What was read and from where, before it is checked. */
    record Pair(Path certificateFile, List<X509Certificate> chain, Path keyFile, PrivateKey key) {

        /** Whether everybody on this machine may read the key; false where the file system has no modes. */
        boolean keyIsPublic() {
            try {
                return Files.getPosixFilePermissions(keyFile).contains(PosixFilePermission.OTHERS_READ);
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
    }
}
