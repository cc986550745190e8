package dev.ftpsd.server.command.hash;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * XCRC, XMD5, XSHA, XSHA1, XSHA256 and XSHA512 (no RFC): the older verbs, one for each algorithm. The reply is 250 and the hash
 * alone, in upper case as their first server gave it.
 */
public final class Checksum implements Command<PathAndRange> {

    private final String verb;
    private final ProtocolSettings.Hash algorithm;
    private final FileHasher hasher;

    /** @param receipts of uploads, which may know the hash already */
    public Checksum(String verb, ProtocolSettings.Hash algorithm, Receipts receipts) {
        this.verb = verb;
        this.algorithm = algorithm;
        this.hasher = new FileHasher(verb, ReplyCode.EXCEEDED_STORAGE_ALLOCATION,
                ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, receipts);
    }

    @Override
    public Outcome execute(CommandContext context, PathAndRange argument) throws IOException {
        if (!context.settings().protocol().hash().contains(algorithm)) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, algorithm.word() + " is switched off here.");
        }

        var whole = argument.whole();
        var isWhole = !whole.isEmpty() && exists(context, context.path(whole));
        if (!isWhole && !argument.mistake().isEmpty()) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, argument.mistake() + ".");
        }
        var path = context.path(isWhole ? whole : argument.path());
        return switch (hasher.hash(context, path, algorithm,
                isWhole ? FileHasher.Range.WHOLE : argument.range())) {
            case FileHasher.Result.Refused(var reply) -> new Outcome.Replied(reply);
            case FileHasher.Result.Hashed(var hex, var _) ->
                    Outcome.replied(ReplyCode.FILE_ACTION_COMPLETED, hex.toUpperCase(Locale.ROOT));
        };
    }

    private static boolean exists(CommandContext context, VirtualPath path) throws IOException {
        try {
            context.files().stat(path);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    /** The line of FEAT, while the algorithm is on. */
    public List<String> feature(CommandContext context) {
        return context.settings().protocol().hash().contains(algorithm) ? List.of(verb) : List.of();
    }
}
