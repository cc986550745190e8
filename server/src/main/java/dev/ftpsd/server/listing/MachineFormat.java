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

    private static final int USUAL_FACTS = 112;

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
    public String line(FileEntry entry) {
        return line(entry, type(entry), entry.name());
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
        var line = new StringBuilder(USUAL_FACTS + name.length());
        for (var fact : facts) {
            var value = value(fact, entry, type);
            if (!value.isEmpty()) {
                line.append(fact.word()).append('=').append(value).append(';');
            }
        }
        return line.append(' ').append(name).toString();
    }

    private String value(Fact fact, FileEntry entry, String type) {
        return switch (fact) {
            case TYPE -> type;
            case SIZE -> entry.isFile() ? Long.toString(entry.size()) : "";
            case MODIFY -> times.text(entry.modified());
            case PERM -> permissions.apply(entry);
            case UNIQUE -> entry.unique();
            case UNIX_MODE -> "0" + Integer.toOctalString(entry.mode() & 0777);
        };
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
