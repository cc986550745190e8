package dev.ftpsd.server.command.transfer;

import java.util.List;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.hook.DownloadEvent;
import dev.ftpsd.server.hook.DownloadEvent.Sent;
import dev.ftpsd.server.hook.Hooks;
import dev.ftpsd.server.hook.Occasion;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/** Tells hooks of downloads. Where none asks for them, as is usual, a download costs no more than the question. */
final class ToldDownloads {

    private final Hooks hooks;

    ToldDownloads(Hooks hooks) {
        this.hooks = hooks;
    }

    /**
     * To be asked before 150.
     *
     * @throws StorageException BUSY while too many events wait
     */
    void check(VirtualPath path) throws StorageException {
        if (hooks.isAskedFor(Happening.DOWNLOAD, path)) {
            hooks.check(Happening.DOWNLOAD, List.of(path.toString()));
        }
    }

    /**
     * The client has all that it asked for: to be told before 226.
     *
     * @param first the number of the first byte that was sent, from 0
     * @param size of the file
     * @throws StorageException FAILED if the event cannot be written; a download that nobody would hear of is not complete
     */
    void tell(CommandContext context, Transfer transfer, VirtualPath path, long first, long size)
            throws StorageException {
        if (hooks.isAskedFor(Happening.DOWNLOAD, path)) {
            hooks.tell(new DownloadEvent(Occasion.now(context.session().who(), transfer.verb()), path.toString(),
                    context.place(path), new Sent(first, transfer.bytes(), size)));
        }
    }
}
