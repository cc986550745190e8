package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Events that wait to be delivered, one file each in {@code events} of the state directory, so that they outlive this process. An
 * event is written before what it tells of, as the commit of an upload ({@code .prepared}), and gets its name ({@code .event}) behind it:
 * whatever is killed in between is judged at the next start by its {@link Trace}, as by whether the file is there. It outlives a kill of
 * the process; what a power cut leaves is the file system's matter. Any thread.
 */
final class Spool {

    private static final Logger LOG = LogManager.getLogger(Spool.class);
    private static final String PREPARED = ".prepared";
    private static final String READY = ".event";

    /** Files of anybody else are left alone. */
    private static final Pattern NAME =
            Pattern.compile("[^.]+\\.[^.]+(" + Pattern.quote(PREPARED) + "|" + Pattern.quote(READY) + ")");

    private final Path directory;
    private final Map<String, Set<Entry>> byHook = new ConcurrentHashMap<>();

    Spool(Path directory) {
        this.directory = directory;
    }

    /**
     * An event that is in the spool.
     *
     * @param id of the event
     * @param hook who is to be told
     */
    record Entry(String id, String hook) {

        private String name() {
            return id + "." + hook;
        }

        private static Entry of(String file) {
            var parts = file.split("\\.", -1);
            return new Entry(parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    /** How many wait for that hook. */
    int count(String hook) {
        return of(hook).size();
    }

    private Set<Entry> of(String hook) {
        return byHook.computeIfAbsent(hook, _ -> ConcurrentHashMap.newKeySet());
    }

    /** Writes an event of what is about to happen. */
    Entry prepare(String hook, HookEvent event) throws IOException {
        var entry = new Entry(event.id(), hook);
        Files.createDirectories(directory);
        var file = createPrivate(file(entry, PREPARED));
        try {
            Files.writeString(file, event.trace().line() + "\n" + event.json() + "\n");
        } catch (IOException e) {
            // A full disk takes names when it takes no bytes any more.
            Files.deleteIfExists(file);
            throw e;
        }
        of(entry.hook()).add(entry);
        return entry;
    }

    private static Path createPrivate(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    /** It has happened: from now on it is to be delivered. */
    void ready(Entry entry) throws IOException {
        Files.move(file(entry, PREPARED), file(entry, READY), StandardCopyOption.ATOMIC_MOVE);
    }

    /** It did not happen. */
    void drop(Entry entry) {
        remove(entry, PREPARED);
    }

    /** It has been delivered, or is not to be. */
    void done(Entry entry) {
        remove(entry, READY);
    }

    private void remove(Entry entry, String ending) {
        try {
            Files.deleteIfExists(file(entry, ending));
            of(entry.hook()).remove(entry);
        } catch (IOException e) {
            LOG.error("events: cannot delete from the spool, so that a hook is told twice: {}", e.toString());
        }
    }

    /** The JSON text of an event. */
    String body(Entry entry) throws IOException {
        var text = Files.readString(file(entry, READY));
        return text.substring(text.indexOf('\n') + 1).strip();
    }

    /** What an earlier process has left, the oldest first; to be asked once, before clients come. */
    List<Entry> open() throws IOException {
        var names = names();
        var entries = new ArrayList<Entry>();
        for (var name : names) {
            if (name.endsWith(READY) || (name.endsWith(PREPARED) && isThere(Entry.of(name)))) {
                entries.add(Entry.of(name));
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        entries.forEach(entry -> of(entry.hook()).add(entry));
        return entries;
    }

    /** All of them before the first is renamed: a directory that is read meanwhile may show a file under both names. */
    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).filter(NAME.asMatchPredicate()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * One of which nobody knows whether it has happened: if its trace is seen, its hook is told; twice is better than never. What was not
     * written whole never happened, since that comes behind.
     *
     * @return true if it is to be delivered; otherwise it is dropped
     */
    boolean isThere(Entry entry) throws IOException {
        var lines = wholeLines(file(entry, PREPARED));
        try {
            if (lines.size() == 2 && new Trace(lines.getFirst()).isSeen()) {
                ready(entry);
                return true;
            }
        } catch (InvalidPathException e) {
            LOG.warn("events: a path in the spool is none: {}", e.getReason());
        }
        drop(entry);
        return false;
    }

    /** Trace and event; none if the last line has no end, or ends within a character. */
    private static List<String> wholeLines(Path prepared) throws IOException {
        try {
            var text = Files.readString(prepared);
            return text.endsWith("\n") ? text.lines().toList() : List.of();
        } catch (CharacterCodingException e) {
            return List.of();
        }
    }

    private Path file(Entry entry, String ending) {
        return directory.resolve(entry.name() + ending);
    }
}
