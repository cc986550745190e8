package dev.ftpsd.server.listing;

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

    private final boolean showsType;
    private final boolean showsSize;
    private final boolean showsModify;
    private final boolean showsPerm;
    private final boolean showsUnique;
    private final boolean showsMode;
    private final Function<FileEntry, String> permissions;
    private final SameSecond times = new SameSecond(FtpTime::format);

    /**
     * @param facts those to show
     * @param permissions the letters of the Perm fact for an entry (RFC 3659 §7.5.5)
     */
    public MachineFormat(Set<Fact> facts, Function<FileEntry, String> permissions) {
        this.showsType = facts.contains(Fact.TYPE);
        this.showsSize = facts.contains(Fact.SIZE);
        this.showsModify = facts.contains(Fact.MODIFY);
        this.showsPerm = facts.contains(Fact.PERM);
        this.showsUnique = facts.contains(Fact.UNIQUE);
        this.showsMode = facts.contains(Fact.UNIX_MODE);
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

    // No loop over the facts: a jump that goes elsewhere each time is guessed wrong each time, which costs more than what it leads to.
    private void write(FileEntry entry, String type, String name, OctetLine target) {
        if (showsType) {
            text(target, Fact.TYPE, type);
        }
        if (showsSize && entry.isFile()) {
            begin(target, Fact.SIZE).put(entry.size(), 1).put(';');
        }
        if (showsModify) {
            begin(target, Fact.MODIFY).put(times.text(entry.modified())).put(';');
        }
        if (showsPerm) {
            text(target, Fact.PERM, permissions.apply(entry));
        }
        if (showsUnique) {
            text(target, Fact.UNIQUE, entry.unique());
        }
        if (showsMode) {
            begin(target, Fact.UNIX_MODE).octal(entry.mode()).put(';');
        }
        target.put(' ').put(name);
    }

    private static OctetLine begin(OctetLine target, Fact fact) {
        return target.ascii(fact.word()).put('=');
    }

    private static void text(OctetLine target, Fact fact, String ascii) {
        if (!ascii.isEmpty()) {
            begin(target, fact).ascii(ascii).put(';');
        }
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
