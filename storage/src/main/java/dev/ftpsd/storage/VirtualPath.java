package dev.ftpsd.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * An absolute, normalised path as the client sees it: {@code /}, {@code /in/report.txt}.
 *
 * <p>This is the one place that understands {@code .}, {@code ..} and repeated slashes. Going above the root stays at the
 * root, so a value of this type cannot point outside. Backslash, {@code %} and {@code ~} are ordinary characters: nothing is
 * decoded or expanded.
 *
 * @param segments the names from the root downwards; empty for the root; none is empty, {@code .} or {@code ..}, and none
 *        holds a slash, a control character or DEL
 */
public record VirtualPath(List<String> segments) {

    /** The root of what a user sees. */
    public static final VirtualPath ROOT = new VirtualPath(List.of());

    /** The most characters that a path may have, slashes included. */
    public static final int MAX_LENGTH = 4096;

    /** The most segments that a path may have. */
    public static final int MAX_DEPTH = 256;

    public VirtualPath {
        segments = List.copyOf(segments);
        for (var segment : segments) {
            if (!isSegment(segment)) {
                throw new IllegalArgumentException("not a path segment");
            }
        }
    }

    /**
     * Reads a path from the root, whether or not it begins with a slash.
     *
     * @throws StorageException of kind {@link StorageException.Kind#BAD_NAME} for a control character, or a path that is too
     *         long or too deep
     */
    public static VirtualPath of(String path) throws StorageException {
        return ROOT.resolve(path);
    }

    /**
     * Reads {@code path} as a client means it whose working directory is this path.
     *
     * @throws StorageException of kind {@link StorageException.Kind#BAD_NAME} for a control character, or a result that is
     *         too long or too deep
     */
    public VirtualPath resolve(String path) throws StorageException {
        Deque<String> names = new ArrayDeque<>(path.startsWith("/") ? List.of() : segments);
        for (var name : path.split("/", -1)) {
            switch (name) {
                case "", "." -> {
                }
                case ".." -> names.pollLast();
                default -> names.addLast(checked(name, path));
            }
        }

        var length = names.stream().mapToInt(name -> name.length() + 1).sum();
        if (names.size() > MAX_DEPTH || length > MAX_LENGTH) {
            throw new StorageException(StorageException.Kind.BAD_NAME, path, "path too long or too deep");
        }
        return new VirtualPath(List.copyOf(names));
    }

    /** Whether a name can be a segment: not empty, {@code .} or {@code ..}, without slash, control character or DEL. */
    public static boolean isSegment(String name) {
        return !name.isEmpty() && !name.equals(".") && !name.equals("..") && isName(name);
    }

    /** The directory that holds this path; the root's parent is the root. */
    public VirtualPath parent() {
        return isRoot() ? this : new VirtualPath(segments.subList(0, segments.size() - 1));
    }

    /** The entry of that name in this directory; {@code name} must be one segment. */
    public VirtualPath child(String name) {
        var names = new ArrayList<>(segments);
        names.add(name);
        return new VirtualPath(names);
    }

    /** The last segment, or the empty string for the root. */
    public String name() {
        return isRoot() ? "" : segments.getLast();
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** What stands before the names of this directory's entries: its path with one slash behind it. */
    public String prefix() {
        return isRoot() ? "/" : this + "/";
    }

    /** Whether this path is {@code ancestor} or lies below it. */
    public boolean startsWith(VirtualPath ancestor) {
        return segments.size() >= ancestor.segments.size()
                && segments.subList(0, ancestor.segments.size()).equals(ancestor.segments);
    }

    /** The path as the client writes it, beginning with a slash. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private static String checked(String name, String path) throws StorageException {
        if (!isName(name)) {
            throw new StorageException(StorageException.Kind.BAD_NAME, path, "control character in path");
        }
        return name;
    }

    private static boolean isName(String segment) {
        // Asked for each entry of each listing: no stream.
        for (int i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '/') {
                return false;
            }
        }
        return true;
    }
}
