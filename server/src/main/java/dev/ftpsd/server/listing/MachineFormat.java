package dev.ftpsd.server.listing;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.FtpTime;
import dev.ftpsd.storage.FileEntry;

/**
 * MLSD and MLST: {@code Type=file;Size=5;Modify=20261124120000; name} (RFC 3659 §7.2). Exactly one space stands between the
 * facts and the name, so that a name may hold blanks, semicolons and equals signs. One thread.
 */
public final class MachineFormat implements ListFormat {

    private final List<Fact> facts;
    private final Function<FileEntry, String> permissions;
    private final SameSecond times = new SameSecond(FtpTime::format);

    /**
     * @param facts those to show
     * @param permissions the letters of the Perm fact for an entry (RFC 3659 §7.5.5)
     */
    public MachineFormat(Set<Fact> facts, Function<FileEntry, String> permissions) {
        this.facts = facts.stream().sorted().toList();
        this.permissions = permissions;
    }

    @Override
    public void write(FileEntry entry, OctetLine target) {
        write(entry, type(entry), entry.name(), target);
    }

    /** A line whose name is the whole path, as MLST gives it. */
    public String lineNamed(FileEntry entry, String name) {
        return line(entry, type(entry), name);
    }

    /**
     * A line under another name or type.
     *
     * @param type {@code cdir} for the listed directory itself, for example
     * @param name what stands behind the facts
     */
    public String line(FileEntry entry, String type, String name) {
        var line = new OctetLine();
        write(entry, type, name, line);
        return line.toString();
    }

    private void write(FileEntry entry, String type, String name, OctetLine target) {
        for (var fact : facts) {
            switch (fact) {
                case TYPE -> text(target, fact, type);
                case SIZE -> size(target, fact, entry);
                case MODIFY -> begin(target, fact).put(times.text(entry.modified())).put(';');
                case PERM -> text(target, fact, permissions.apply(entry));
                case UNIQUE -> text(target, fact, entry.unique());
                case UNIX_MODE -> mode(target, fact, entry.mode());
            }
        }
        target.put(' ').put(name);
    }

    private static OctetLine begin(OctetLine target, Fact fact) {
        return target.put(fact.word()).put('=');
    }

    private static void text(OctetLine target, Fact fact, String value) {
        if (!value.isEmpty()) {
            begin(target, fact).put(value).put(';');
        }
    }

    private static void size(OctetLine target, Fact fact, FileEntry entry) {
        if (entry.isFile()) {
            begin(target, fact).put(entry.size(), 1).put(';');
        }
    }

    /** Four octal digits. */
    private static void mode(OctetLine target, Fact fact, int mode) {
        begin(target, fact).put('0');
        for (var shift = 6; shift >= 0; shift -= 3) {
            target.put((char) ('0' + (mode >> shift & 7)));
        }
        target.put(';');
    }

    /** A link is told without its target, which is a path that the client may not see. */
    private static String type(FileEntry entry) {
        return switch (entry.kind()) {
            case FILE -> "file";
            case DIRECTORY -> "dir";
            case LINK -> "OS.unix=symlink";
            case OTHER -> "OS.unix=special";
        };
    }
}
