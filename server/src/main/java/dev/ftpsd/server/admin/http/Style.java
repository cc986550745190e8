package dev.ftpsd.server.admin.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The look of the status page: in the page itself, so that nothing is loaded from anywhere. */
final class Style {

    /** The text between the tags of the style element. */
    static final String TEXT = read();

    private Style() {}

    /** What a content security policy knows it by. */
    static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Style.class.getResourceAsStream("status.css"), "status.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
