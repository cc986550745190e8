package dev.ftpsd.server.command.secure;

import java.util.function.Supplier;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.ReplyCode;

/**
 * PROT (RFC 2228 §3, RFC 4217 §9): whether data connections are protected. It is looked at when a transfer begins.
 *
 * <p>Many clients send it before USER. Whose data it will be is not known then, so PROT C is taken if it may be anybody's; a
 * transfer of a user who may not is refused. The name of USER alone decides nothing: who exists would show in it (RFC 2577 §7).
 */
public final class Prot implements Command<String> {

    private final Supplier<UserDirectory> users;

    /** @param users those in force now */
    public Prot(Supplier<UserDirectory> users) {
        this.users = users;
    }

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
            case "C" -> admitsClear(context)
                    ? set(context, ProtectionLevel.CLEAR, "Data connections are in clear.")
                    : Outcome.replied(ReplyCode.DENIED_BY_POLICY, "Data must be protected here; use PROT P.");
            case "S", "E" ->
                    Outcome.replied(ReplyCode.PROTECTION_LEVEL_UNSUPPORTED, "TLS knows no such level; use PROT P.");
            default -> Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER, "Use PROT P or PROT C.");
        };
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    private boolean admitsClear(CommandContext context) {
        var byDefault = context.settings().data().admitsClear();
        return context.session().loggedIn().isPresent() ? context.session().admitsClear(byDefault)
                : users.get().admitsClear(byDefault);
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
