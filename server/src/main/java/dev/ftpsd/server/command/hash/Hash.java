package dev.ftpsd.server.command.hash;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.storage.StorageException;

/** HASH and OPTS HASH (draft-bryan-ftpext-hash): the hash of a file by the algorithm that the client has chosen. */
public final class Hash implements Command<String> {

    private final FileHasher hasher;

    /** @param receipts of uploads, which may know the hash already */
    public Hash(Receipts receipts) {
        this.hasher = new FileHasher("HASH", ReplyCode.HASH_NOT_ALLOWED, ReplyCode.RANGE_NOT_SATISFIABLE, receipts);
    }

    @Override
    public Outcome execute(CommandContext context, String argument) throws IOException {
        var algorithm = chosen(context);
        if (algorithm.isEmpty()) {
            return switchedOff();
        }

        var range = asked(context.state().range());
        try {
            return switch (hasher.hash(context, context.path(argument), algorithm.get(), range)) {
                case FileHasher.Result.Refused(var reply) -> new Outcome.Replied(reply);
                case FileHasher.Result.Hashed(var hex, var hashed) -> Outcome.replied(ReplyCode.FILE_STATUS,
                        algorithm.get().word() + " " + hashed.start() + "-" + lastByte(hashed) + " " + hex + " "
                                + argument);
            };
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.NOT_A_FILE) {
                throw e;
            }
            return Outcome.replied(ReplyCode.FILE_NAME_NOT_ALLOWED, "Not a regular file.");
        }
    }

    /** What RANG or REST chose; HASH uses it up as a transfer does. */
    private static FileHasher.Range asked(ByteRange range) {
        return new FileHasher.Range(range.first(), range.hasEnd() ? range.last() + 1 : FileHasher.Range.TO_THE_END);
    }

    /** The draft's ranges name their last byte; an empty file has none and is shown as 0-0. */
    private static long lastByte(FileHasher.Range range) {
        return Math.max(range.start(), range.end() - 1);
    }

    /** OPTS HASH: which algorithm is chosen, or another one. */
    public static Outcome options(CommandContext context, String name) {
        if (name.isEmpty()) {
            return chosen(context).map(now -> Outcome.replied(ReplyCode.COMMAND_OKAY, now.word()))
                    .orElseGet(Hash::switchedOff);
        }

        var wanted = context.settings().protocol().hash().stream()
                .filter(hash -> hash.word().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
        wanted.ifPresent(hash -> context.update(state -> state.withOptions(state.options().withHash(hash))));
        return wanted.map(hash -> Outcome.replied(ReplyCode.COMMAND_OKAY, hash.word()))
                .orElseGet(() -> Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER,
                        "FEAT lists the algorithms of HASH."));
    }

    /** The line of FEAT: every algorithm, a star behind the chosen one. */
    public static List<String> feature(CommandContext context) {
        var now = chosen(context);
        return now.isEmpty()
                ? List.of()
                : List.of(context.settings().protocol().hash().stream()
                        .map(hash -> hash.word() + (hash == now.get() ? "*" : ""))
                        .collect(Collectors.joining(";", "HASH ", "")));
    }

    /** The client's choice while the settings allow it, or else what they prefer. */
    private static Optional<ProtocolSettings.Hash> chosen(CommandContext context) {
        var allowed = context.settings().protocol().hash();
        var wanted = context.state().options().hash();
        return wanted != null && allowed.contains(wanted) ? Optional.of(wanted) : allowed.stream().findFirst();
    }

    private static Outcome switchedOff() {
        return Outcome.replied(ReplyCode.NOT_IMPLEMENTED, "Hashes are switched off here.");
    }
}
