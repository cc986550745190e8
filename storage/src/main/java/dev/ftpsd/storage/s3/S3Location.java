package dev.ftpsd.storage.s3;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.ftpsd.storage.VirtualPath;

/**
 * A place in a bucket, written {@code s3://bucket/prefix}.
 *
 * @param bucket its name
 * @param prefix what every name of an object begins with: empty, or ending with a slash
 */
public record S3Location(String bucket, String prefix) {

    private static final String SCHEME = "s3://";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /** Whether a home is meant to be in a bucket. */
    public static boolean isMeant(String home) {
        return home.startsWith(SCHEME);
    }

    /** Reads it; empty where that is no place in a bucket. */
    public static Optional<S3Location> parse(String text) {
        if (!isMeant(text)) {
            return Optional.empty();
        }
        var parts = List.of(text.substring(SCHEME.length()).split("/", -1));
        var segments = parts.subList(1, parts.size()).stream().filter(part -> !part.isEmpty()).toList();
        if (!BUCKET.matcher(parts.getFirst()).matches() || !segments.stream().allMatch(VirtualPath::isSegment)) {
            return Optional.empty();
        }
        return Optional.of(new S3Location(parts.getFirst(),
                segments.isEmpty() ? "" : String.join("/", segments) + "/"));
    }

    /** The name of the object of a file. */
    String key(VirtualPath path) {
        return prefix + String.join("/", path.segments());
    }

    /** What the names of all objects in a directory begin with, and the whole name of the object that keeps it. */
    String directory(VirtualPath path) {
        return prefix + String.join("", path.segments().stream().flatMap(name -> Stream.of(name, "/")).toList());
    }
}
