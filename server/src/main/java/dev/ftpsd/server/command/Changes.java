package dev.ftpsd.server.command;

import java.util.function.Supplier;

import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.hook.ChangeEvent;
import dev.ftpsd.server.hook.HookEvent;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.hook.Hooks.Deed;
import dev.ftpsd.server.hook.Occasion;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * Changes of a user's tree, whichever command makes them: they are made, hooks that ask for them are told, and the event log has
 * them. Each method fails as that of {@link dev.ftpsd.storage.FileStore} does; with BUSY while too many events wait, and FAILED if
 * the event of it cannot be written, when nothing has changed.
 */
public final class Changes {

    private final Hooks hooks;
    private final EventLog events;

    Changes(Hooks hooks, EventLog events) {
        this.hooks = hooks;
        this.events = events;
    }

    public Changes(Services services) {
        this(services.hooks(), services.events());
    }

    /** DELE. */
    public void delete(CommandContext context, VirtualPath path) throws StorageException {
        remove(context, Happening.DELETE, "DELE", path, () -> context.files().delete(path));
    }

    /** RMD. */
    public void removeDirectory(CommandContext context, VirtualPath path) throws StorageException {
        remove(context, Happening.RMDIR, "RMD", path, () -> context.files().removeDirectory(path));
    }

    private void remove(CommandContext context, Happening happening, String verb, VirtualPath path, Deed deed)
            throws StorageException {
        make(happening, deed,
                () -> ChangeEvent.gone(happening, now(context, verb), path.toString(), context.place(path)), path);
        events.changed(context.session().who(), happening.word(), path.toString());
    }

    /**
     * MKD, and whatever makes directories that are missing above a file.
     *
     * @param verb the command
     */
    public void makeDirectory(CommandContext context, String verb, VirtualPath path) throws StorageException {
        make(Happening.MKDIR, () -> context.files().makeDirectory(path),
                () -> ChangeEvent.made(now(context, verb), path.toString(), context.place(path)), path);
        events.changed(context.session().who(), Happening.MKDIR.word(), path.toString());
    }

    /** RNTO; what stands at the new name is replaced if it may be. */
    public void rename(CommandContext context, VirtualPath from, VirtualPath to) throws StorageException {
        make(Happening.RENAME, () -> context.files().rename(from, to, true),
                () -> ChangeEvent.renamed(now(context, "RNTO"), name(context, from), name(context, to)), from,
                to);
        events.renamed(context.session().who(), from.toString(), to.toString());
    }

    private void make(Happening happening, Deed deed, Supplier<HookEvent> event, VirtualPath... paths)
            throws StorageException {
        if (hooks.isAskedFor(happening, paths)) {
            hooks.tell(event.get(), deed);
        } else {
            deed.perform();
        }
    }

    private static Occasion now(CommandContext context, String verb) {
        return Occasion.now(context.session().who(), verb);
    }

    private static ChangeEvent.Name name(CommandContext context, VirtualPath path) {
        return new ChangeEvent.Name(path.toString(), context.place(path));
    }
}
