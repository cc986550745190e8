package dev.ftpsd.server.command.transfer;

import java.io.IOException;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.storage.WriteMode;

/**
 * ALLO (RFC 959 §4.1.3): nothing is reserved, but what cannot fit is refused before its bytes come. Some cameras take 202 for a
 * refusal, so it is 200.
 */
public final class Allo implements Command<Long> {

    /** Reads {@code n} or {@code n R m}. */
    public static Long parse(String argument) throws SyntaxException {
        var words = argument.strip().split(" ", -1);
        if (words.length == 3 && words[1].equalsIgnoreCase("R")) {
            Numbers.parse(words[2], Long.MAX_VALUE, "A record size");
        } else if (words.length != 1) {
            throw new SyntaxException("A number of bytes is needed");
        }
        return Numbers.parse(words[0], Long.MAX_VALUE, "A number of bytes");
    }

    @Override
    public Outcome execute(CommandContext context, Long bytes) throws IOException {
        var terms = context.session().slot().terms();
        terms.announce(0);
        // By the name of no file: what a file that is there leaves free shows at STOR.
        context.files().checkRoom(context.login().workingDirectory(), WriteMode.APPEND, bytes);
        terms.announce(bytes);
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "There is room; nothing is reserved.");
    }
}
