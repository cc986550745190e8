package dev.ftpsd.server.command.secure;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.protocol.Numbers;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.session.SessionState;

/** PBSZ: must precede PROT; under TLS the answer is 0 whatever was asked (RFC 4217 §9). */
public final class Pbsz implements Command<Long> {

    private static final long LARGEST = 0xffff_ffffL;

    /** Reads a decimal number of 32 bits (RFC 2228 §3). */
    public static Long parse(String argument) throws SyntaxException {
        return Numbers.parse(argument.strip(), LARGEST, "A protection buffer size");
    }

    @Override
    public Outcome execute(CommandContext context, Long size) {
        if (!context.session().isSecured()) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE,
                    "The control connection is not protected; AUTH TLS protects it.");
        }
        context.update(Pbsz::given);
        return Outcome.replied(ReplyCode.COMMAND_OKAY, "PBSZ=0");
    }

    @Override
    public boolean isBrief(CommandContext context) {
        return true;
    }

    private static SessionState given(SessionState state) {
        return state.withTransfer(state.transfer().withBufferSizeGiven());
    }
}
