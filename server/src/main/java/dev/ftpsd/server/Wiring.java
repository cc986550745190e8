package dev.ftpsd.server;

import java.util.function.Supplier;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.control.Dialogue;
import dev.ftpsd.server.control.ReplyDelivery;
import dev.ftpsd.server.data.Transport;

/**
 * How a server speaks to its clients, and who hears of it.
 *
 * @param transport makes the event loops
 * @param counts hears what is to be counted
 * @param disks hears which directories are opened for users
 */
record Wiring(Supplier<Transport> transport, ReplyDelivery delivery, Dialogue dialogue, Counts counts,
        Disks disks) {}
