package dev.ftpsd.server.command;

/** The names under which this server is known to clients: HOST takes no other (RFC 7151 §3). */
@FunctionalInterface
public interface HostNames {

    /**
     * Whether a client may call the server so.
     *
     * @param context has the settings and the connection, whose own address is a name as well
     * @param host in lower case: a DNS name, or an address without brackets
     */
    boolean knows(CommandContext context, String host);
}
