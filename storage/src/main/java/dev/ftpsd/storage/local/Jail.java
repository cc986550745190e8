package dev.ftpsd.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.local.LocalPolicy.Symlinks;

/**
 * Leads a virtual path to a {@link Place} below the root, and nowhere else.
 *
 * <p>It walks from the root, one open directory to the next, and the kernel never follows a link for it. So there is no
 * moment between a check and its use: a directory that is swapped for a link on the way makes the walk fail, and one that
 * is swapped afterwards stays the directory that was opened. A link that may be followed is read as text, the text is
 * resolved as a virtual path, and the walk begins anew at the root; whatever the text says, the new walk is held to the same
 * rules. {@code ..} in a link is resolved by name, before any link in front of it.
 *
 * <p>A name leads to what its directory has under this very spelling ({@link Spelling}): rights and hidden names are held to
 * what is written.
 *
 * <p>On Linux ({@link LinuxDirectory}) a directory on the way need not be readable (mode 0311), and no FIFO is ever opened. Elsewhere, and
 * where that is not to be had, it must be, and a FIFO that a process of this machine puts in the place of a directory, in the
 * instant between the look at it and its opening, holds the thread until somebody writes to it: Java cannot open without
 * waiting. Clients can make no FIFOs.
 *
 * <p>Safe for several threads.
 */
final class Jail {

    /** More links than this in one path are a loop. */
    private static final int MAX_LINKS = 16;

    /** What becomes of a link in the last segment. */
    enum LastLink {
        FOLLOW, KEEP
    }

    /** How the root is opened. */
    interface Opener {
        OpenDirectory open(Path root) throws IOException;
    }

    private sealed interface Step {

        record Arrived(Place place) implements Step {}

        record Redirected(VirtualPath target) implements Step {}
    }

    private final Path root;
    private final Symlinks symlinks;
    private final Opener opener;

    /** @param root its real path */
    Jail(Path root, Symlinks symlinks, Opener opener) {
        this.root = root;
        this.symlinks = symlinks;
        this.opener = opener;
    }

    /**
     * Finds the place of a path, whose directory must be there while its last name need not.
     *
     * @throws StorageException NOT_FOUND, DENIED (a link that is not to be followed, a name that the store keeps), BAD_NAME
     * @throws IOException what the system said
     */
    Place locate(VirtualPath path, LastLink last) throws IOException {
        var current = path;
        for (var links = 0; links <= MAX_LINKS; links++) {
            switch (walk(current, path, last)) {
                case Step.Arrived arrived -> {
                    return arrived.place();
                }
                case Step.Redirected redirected -> current = redirected.target();
            }
        }
        throw StorageException.of(Kind.DENIED, path);
    }

    // The directory goes to the place, or is closed here on the way out.
    private Step walk(VirtualPath path, VirtualPath asked, LastLink last) throws IOException {
        var directory = opener.open(root);
        try {
            var depth = path.segments().size();
            for (var i = 0; i < depth; i++) {
                var name = name(path.segments().get(i), asked);
                var isLast = i == depth - 1;
                if (isLast) {
                    var found = find(directory, name, asked);
                    if (last == LastLink.KEEP || found.filter(Attributes::isLink).isEmpty()) {
                        return new Step.Arrived(new Place(directory, name, found));
                    }
                }

                var next = isLast ? Optional.<OpenDirectory>empty() : directory.directoryIfAny(name);
                if (next.isEmpty()) {
                    var target = target(directory, name, path, i, asked);
                    directory.close();
                    return new Step.Redirected(target);
                }
                directory = into(next.get(), directory, name, asked);
            }
            var self = root.getFileSystem().getPath(OpenDirectory.SELF);
            return new Step.Arrived(new Place(directory, self, directory.attributesIfAny(self)));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private Path name(String segment, VirtualPath asked) throws StorageException {
        if (Reserved.isReserved(segment)) {
            throw StorageException.of(Kind.DENIED, asked);
        }

        try {
            return root.getFileSystem().getPath(segment);
        } catch (InvalidPathException e) {
            throw NioFailures.of(e, asked);
        }
    }

    /** What stands at a name. */
    private static Optional<Attributes> find(OpenDirectory directory, Path name, VirtualPath asked) throws IOException {
        var found = directory.attributesIfAny(name);
        if (found.isPresent()) {
            requireOwn(directory, name, asked);
        }
        return found;
    }

    /** One that is found by another spelling than its own is as good as absent, and cannot be made. */
    private static void requireOwn(OpenDirectory directory, Path name, VirtualPath asked) throws IOException {
        if (!Spelling.isOwn(directory, name)) {
            throw StorageException.of(Kind.NOT_FOUND, asked);
        }
    }

    /** Gives up one directory for the next, which it has by that name; either is closed if that may not be. */
    private static OpenDirectory into(OpenDirectory next, OpenDirectory directory, Path name, VirtualPath asked)
            throws IOException {
        try {
            requireOwn(directory, name, asked);
            directory.close();
            return next;
        } catch (IOException | RuntimeException e) {
            Quietly.close(next);
            throw e;
        }
    }

    /** Where the walk begins anew: the link's target, then what followed the link in {@code path}. */
    private VirtualPath target(OpenDirectory directory, Path name, VirtualPath path, int index, VirtualPath asked)
            throws IOException {
        if (find(directory, name, asked).filter(Attributes::isLink).isEmpty()) {
            throw StorageException.of(Kind.NOT_FOUND, asked);
        }
        if (symlinks == Symlinks.DENY) {
            throw StorageException.of(Kind.DENIED, asked);
        }

        // The text is not trusted: somebody of this machine may have written it, or swapped the directory.
        var text = linkText(directory.way(name), asked);
        var here = new VirtualPath(path.segments().subList(0, index));
        var rest = String.join("/", path.segments().subList(index + 1, path.segments().size()));
        try {
            return inside(text, here, asked).resolve(rest);
        } catch (StorageException e) {
            // Too long, too deep, a control character: the client must not see the text of the link.
            throw StorageException.of(Kind.DENIED, asked, e);
        }
    }

    private VirtualPath inside(Path text, VirtualPath here, VirtualPath asked) throws StorageException {
        var start = text.isAbsolute() ? VirtualPath.ROOT : here;
        if (text.isAbsolute() && !text.startsWith(root)) {
            throw StorageException.of(Kind.DENIED, asked);
        }

        var names = text.isAbsolute() ? root.relativize(text) : text;
        var depth = start.segments().size();
        for (var name : names) {
            depth += switch (name.toString()) {
                case "", "." -> 0;
                case ".." -> -1;
                default -> 1;
            };
            // The virtual root absorbs "..", the kernel would go on: such a link points outside.
            if (depth < 0) {
                throw StorageException.of(Kind.DENIED, asked);
            }
        }
        return start.resolve(StreamSupport.stream(names.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/")));
    }

    private static Path linkText(Path link, VirtualPath asked) throws IOException {
        try {
            return Files.readSymbolicLink(link);
        } catch (NotLinkException e) {
            throw StorageException.of(Kind.DENIED, asked, e);
        }
    }
}
