package dev.ftpsd.server.command.login;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;

/** LANG (RFC 2640 §4.1): the language of replies, which is English whatever is asked for. */
public final class Lang implements Command<String> {

    /** RFC 1766: a language, then parts of it. */
    private static final Pattern TAG = Pattern.compile("[A-Z]{1,8}(-[A-Z0-9]{1,8})*");

    @Override
    public Outcome execute(CommandContext context, String argument) {
        var tag = argument.strip().toUpperCase(Locale.ROOT);
        if (!tag.isEmpty() && !TAG.matcher(tag).matches()) {
            return Outcome.replied(ReplyCode.SYNTAX_ERROR_IN_ARGUMENTS, "A language tag is needed, such as EN.");
        }
        // Kinds of English are all the same here (RFC 2640 §4.1 lets the longest known prefix count).
        return tag.isEmpty() || tag.equals("EN") || tag.startsWith("EN-")
                ? Outcome.replied(ReplyCode.COMMAND_OKAY, "Replies are in English.")
                : Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Replies are in English only.");
    }
}
