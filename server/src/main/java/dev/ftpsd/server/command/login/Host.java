package dev.ftpsd.server.command.login;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.ftpsd.server.command.Command;
import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.HostNames;
import dev.ftpsd.server.protocol.Outcome;
import dev.ftpsd.server.protocol.ReplyCode;
import dev.ftpsd.server.protocol.SyntaxException;
import dev.ftpsd.server.session.LoginState;

/** HOST (RFC 7151): the name by which the client knows this server, before the login. It must be that of SNI where both come. */
public final class Host implements Command<String> {

    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern
            .compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    private final HostNames names;

    public Host(HostNames names) {
        this.names = names;
    }

    /** Reads a DNS name, an IPv4 address or an IPv6 address in brackets (RFC 7151 §3.1); a port is no part of it. */
    public static String parse(String argument) throws SyntaxException {
        var host = argument.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return literal(host.substring(1, host.length() - 1));
        }
        if (host.length() > LONGEST || !NAME.matcher(host).matches()) {
            throw new SyntaxException("A host name is needed, without port");
        }
        return host;
    }

    private static String literal(String address) throws SyntaxException {
        try {
            // A scope ("%eth0") would name an interface of this machine.
            if (address.indexOf(':') >= 0 && address.indexOf('%') < 0) {
                return InetAddress.ofLiteral(address).getHostAddress();
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new SyntaxException("Brackets hold an IPv6 address");
    }

    @Override
    public Outcome execute(CommandContext context, String host) {
        if (!(context.state().login() instanceof LoginState.Nobody)) {
            return Outcome.replied(ReplyCode.BAD_SEQUENCE, "HOST comes before USER.");
        }
        var security = context.session().security();
        if (!names.knows(context, host) || !security.agreesWith(host)) {
            return Outcome.replied(ReplyCode.NOT_IMPLEMENTED_FOR_PARAMETER,
                    "This server is not known by that name"
                            + (security.isSecured() ? ", or not in this TLS session." : "."));
        }

        security.callHost(host);
        return Outcome.replied(ReplyCode.SERVICE_READY, "You are welcome at " + host + ".");
    }
}
