package dev.ftpsd.server.control;

import java.net.InetAddress;
import java.util.function.Predicate;

import dev.ftpsd.server.protocol.CommandLine;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.session.Session;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Shows what clients and server say to each other, for finding out what a client does: {@code ftpsd run --dialogue}. Passwords
 * are masked.
 *
 * @param of the addresses whose sessions are shown
 */
public record Dialogue(Predicate<InetAddress> of) {

    private static final Logger LOG = LogManager.getLogger("dev.ftpsd.dialogue");

    /** Shows nothing. */
    public static final Dialogue SILENT = new Dialogue(address -> false);

    void client(Session session, CommandLine line) {
        if (of.test(session.peer())) {
            LOG.info("{} C: {}", session, line);
        }
    }

    void server(Session session, Reply reply) {
        if (of.test(session.peer())) {
            LOG.info("{} S: {}", session, reply);
        }
    }
}
