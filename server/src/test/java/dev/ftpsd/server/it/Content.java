package dev.ftpsd.server.it;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Files of bytes that no translation leaves as they are, and their sums. */
final class Content {

    private static final int PIECE = 1 << 16;

    private Content() {}

    /** Writes {@code size} random bytes, the same in each run. */
    static Path write(Path file, long size) throws IOException {
        var random = new Random(size);
        var piece = new byte[PIECE];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long left = size; left > 0; left -= PIECE) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(left, PIECE));
            }
        }
        return file;
    }

    /** The SHA-256 of the file, in hexadecimal. */
    static String sum(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
