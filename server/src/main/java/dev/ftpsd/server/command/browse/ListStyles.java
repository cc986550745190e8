package dev.ftpsd.server.command.browse;

import java.time.Instant;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.listing.ListFormat;
import dev.ftpsd.server.listing.MachineFormat;
import dev.ftpsd.server.listing.NameFormat;
import dev.ftpsd.server.listing.UnixFormat;
import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.VirtualPath;

/** The three ways to list a directory. */
public enum ListStyles implements ListDirectory.Style {

    /** LIST: as {@code ls -l} shows it. */
    UNIX {
        @Override
        public ListFormat format(CommandContext context, String argument, VirtualPath path, FileEntry listed) {
            return new UnixFormat(context.settings().protocol().listTimeZone(), Instant.now());
        }
    },

    /** NLST: names that RETR takes as they stand; those of another directory come with the path that the client gave. */
    NAMES {
        @Override
        public ListFormat format(CommandContext context, String argument, VirtualPath path, FileEntry listed) {
            if (argument.isEmpty()) {
                return new NameFormat("");
            }
            if (!listed.isDirectory()) {
                return (_, target) -> target.put(argument);
            }
            return new NameFormat(argument.endsWith("/") ? argument : argument + "/");
        }
    },

    /** MLSD: facts for programs. */
    FACTS {
        @Override
        public ListFormat format(CommandContext context, String argument, VirtualPath path, FileEntry listed) {
            return new MachineFormat(context.state().options().facts(), context.files().permissionsIn(path));
        }

        @Override
        public boolean takesFiles() {
            return false;
        }
    };

    @Override
    public boolean takesFiles() {
        return true;
    }
}
