package dev.ftpsd.server.command.hash;

import java.io.IOException;
import java.util.Optional;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.ProtocolSettings;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.receipt.Receipts;
import dev.ftpsd.server.transfer.Hashing;
import dev.ftpsd.server.transfer.Transfer;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.VirtualPath;

/**
 * One hash of one file. While it runs it is the session's transfer: STAT tells how far it is, and ABOR ends it with 426. As a
 * session runs one command at a time, it has one hash at a time.
 */
final class FileHasher {

    private final String verb;
    private final ReplyCode overLimit;
    private final ReplyCode outOfRange;
    private final Receipts receipts;

    /**
     * A hasher for one verb.
     *
     * @param overLimit the reply to a file, or part of it, that is larger than the settings allow
     * @param outOfRange the reply to a range that the file does not have
     * @param receipts of uploads, which may know the hash already
     */
    FileHasher(String verb, ReplyCode overLimit, ReplyCode outOfRange, Receipts receipts) {
        this.verb = verb;
        this.overLimit = overLimit;
        this.outOfRange = outOfRange;
        this.receipts = receipts;
    }

    /**
     * A part of a file.
     *
     * @param start its first byte, counted from 0
     * @param end the byte behind its last; {@link #TO_THE_END} for the rest of the file
     */
    record Range(long start, long end) {

        static final long TO_THE_END = Long.MAX_VALUE;
        static final Range WHOLE = new Range(0, TO_THE_END);
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The hash in lower-case digits.
         *
         * @param range what was hashed, its end resolved
         */
        record Hashed(String hex, Range range) implements Result {}

        /** It is not done. */
        record Refused(Reply reply) implements Result {}
    }

    /**
     * Hashes.
     *
     * @throws StorageException as {@link dev.ftpsd.storage.FileStore#openRead}
     * @throws dev.ftpsd.server.data.DataFailure ABORTED
     */
    Result hash(CommandContext context, VirtualPath path, ProtocolSettings.Hash algorithm, Range range)
            throws IOException {
        var known = known(context, path, algorithm, range);
        return known.isPresent() ? known.get() : computed(context, path, algorithm, range);
    }

    /** What was found when the whole file came, if it has not changed since. */
    private Optional<Result> known(CommandContext context, VirtualPath path, ProtocolSettings.Hash algorithm,
            Range range)
            throws StorageException {
        if (algorithm != ProtocolSettings.Hash.SHA_256) {
            return Optional.empty();
        }
        var file = context.files().stat(path, Right.READ);
        var isWhole = range.start() == 0 && (range.end() == Range.TO_THE_END || range.end() == file.size());
        return isWhole ? receipts.find(file).map(hex -> new Result.Hashed(hex, new Range(0, file.size())))
                : Optional.empty();
    }

    private Result computed(CommandContext context, VirtualPath path, ProtocolSettings.Hash algorithm, Range range)
            throws IOException {
        var session = context.session();
        try (var source = context.files().openRead(path);
                var transfer = new Transfer(verb, new DataEndpoint.Unset())) {
            var end = range.end() == Range.TO_THE_END ? source.size() : range.end();
            if (range.start() > end || end > source.size()) {
                return new Result.Refused(Reply.of(outOfRange,
                        "The range is not within the file (" + source.size() + " bytes)."));
            }
            if (end - range.start() > context.settings().protocol().hashLimit().bytes()) {
                return new Result.Refused(Reply.of(overLimit, "Hashes are given of at most "
                        + context.settings().protocol().hashLimit().bytes() + " bytes."));
            }

            session.slot().begin(transfer);
            var digest = Digests.of(algorithm);
            new Hashing(transfer, source).run(digest, range.start(), end);
            return new Result.Hashed(digest.hex(), new Range(range.start(), end));
        } finally {
            session.slot().end();
        }
    }
}
