package dev.ftpsd.server.command.secure;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.config.DataSettings.Protection;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.ReplyCode;

/** PROT (RFC 2228 §3, RFC 4217 §9): whether data connections are protected. It is looked at when a transfer begins. */
public final class Prot implements Command<String> {

    @Override
    public Outcome execute(CommandContext context, String level) {
        if (!context.session().isSecured()) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE,
                    "The control connection is not protected; AUTH TLS protects it.");
        }
        if (!context.state().transfer().bufferSizeGiven() && !isDevice(context)) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE, "Send PBSZ 0 first.");
        }

        return switch (level) {
            case "P" -> set(context, ProtectionLevel.PRIVATE, "Data connections are protected.");
            case "C" -> context.settings().data().protection() == Protection.PRIVATE
                    ? Outcome.replied(ReplyCode.DENIED_BY_POLICY, "Data must be protected here; use PROT P.")
                    : set(context, ProtectionLevel.CLEAR, "Data connections are in clear.");
            case "S", "E" ->
                    Outcome.replied(ReplyCode.PROTECTION_LEVEL_UNSUPPORTED, "TLS knows no such level; use PROT P.");
            default -> Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Use PROT P or PROT C.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    /** Cameras and printers send PROT without PBSZ. */
    private static boolean isDevice(CommandContext context) {
        return context.session().loggedIn().map(in -> in.account().device()).orElse(false);
    }

    private static Outcome set(CommandContext context, ProtectionLevel level, String text) {
        context.update(state -> state.withTransfer(state.transfer().withProtection(level)));
        return Outcome.replied(ReplyCode.COMMAND_OKAY, text);
    }
}
