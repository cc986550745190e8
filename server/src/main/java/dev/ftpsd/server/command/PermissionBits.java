package dev.ftpsd.server.command;

import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;

/**
 * The mode of SITE CHMOD and of MFF's UNIX.mode.
 *
 * @param mode 0 to 0777
 * @param special whether setuid, setgid or the sticky bit were asked for, which nobody gets
 */
public record PermissionBits(int mode, boolean special) {

    /** Reads three or four octal digits; letters, as in {@code u+s}, are no mode. */
    public static PermissionBits parse(String text) throws SyntaxException {
        if (!text.matches("[0-7]{3,4}")) {
            throw new SyntaxException("A mode is three or four octal digits");
        }

        var bits = Integer.parseInt(text, 8);
        return new PermissionBits(bits & 0777, bits > 0777);
    }

    /** The reply to special bits: an upload that runs as its owner is no use of a file server. */
    public static Outcome refused() {
        return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER,
                "Setuid, setgid and sticky are not set here; modes are 000 to 777.");
    }
}
