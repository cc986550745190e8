package dev.ftpsd.server.command.transfer;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.protocol.TransferMode;
import dev.ftpsd.server.protocol.TransferType;

/**
 * RANG (draft-bryan-ftp-range-08): the first and the last byte of the next transfer. It stands for REST, and REST for it: the last
 * of the two counts.
 */
public final class Rang implements Command<Rang.Argument> {

    /**
     * Two numbers as they were sent; the first may be the larger one.
     *
     * @param first bytes from the start of the file
     * @param last inclusive
     */
    public record Argument(long first, long last) {

        /** Reads {@code first last}, each 0 to 2^63 - 2. */
        public static Argument parse(String argument) throws SyntaxException {
            var words = argument.strip().split(" ", -1);
            if (words.length != 2) {
                throw new SyntaxException("The first and the last byte are needed");
            }
            return new Argument(Numbers.parse(words[0], Long.MAX_VALUE - 1, "The first byte"),
                    Numbers.parse(words[1], Long.MAX_VALUE - 1, "The last byte"));
        }

        /** RANG 1 0 means the whole file again. */
        boolean isReset() {
            return first == 1 && last == 0;
        }
    }

    @Override
    public Outcome execute(CommandContext context, Argument range) {
        if (range.isReset()) {
            context.update(state -> state.withRange(ByteRange.WHOLE));
            return Outcome.replied(ReplyCode.FURTHER_INFORMATION_PENDING, "The next transfer is of the whole file.");
        }
        if (range.first() > range.last()) {
            context.update(state -> state.withRange(ByteRange.WHOLE));
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS,
                    "The first byte is behind the last; the next transfer is of the whole file.");
        }
        if (!countsBytes(context)) {
            return Outcome.replied(ReplyCode.RANGE_NOT_SATISFIABLE, "RANG counts bytes; use TYPE I and MODE S.");
        }

        context.update(state -> state.withRange(new ByteRange(range.first(), range.last())));
        return Outcome.replied(ReplyCode.FURTHER_INFORMATION_PENDING,
                "The next transfer is of the bytes " + range.first() + " to " + range.last() + ".");
    }

    /** Whether what goes over the wire is the file byte by byte. */
    static boolean countsBytes(CommandContext context) {
        var transfer = context.state().transfer();
        return transfer.type() == TransferType.IMAGE && transfer.mode() == TransferMode.STREAM;
    }
}
