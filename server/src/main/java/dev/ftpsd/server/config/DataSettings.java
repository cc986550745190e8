package dev.ftpsd.server.config;

import java.time.Duration;
import java.util.List;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.AddressRange;

/**
 * Data connections: where they are made, and what they must prove.
 *
 * @param ports passive ports, bound at start and shared by all sessions; default 2122; one is enough
 * @param advertise which host a passive reply names to which clients; the first rule that covers the client decides
 * @param active PORT and EPRT, where the server connects to the client
 * @param resumption whether a data connection must resume the control connection's TLS session; default required
 * @param protection whether PROT C is taken of users who have no rule of their own; default private, which refuses it
 * @param relax networks of clients that cannot resume, and what is asked of them instead
 * @param acceptTimeout how long a transfer waits for its data connection; 0s for no limit; default 30s
 * @param claimTimeout how long a session whose claim on a port rests on its address alone holds it; default 5s
 * @param stallTimeout how long a transfer may go without moving a byte; 0s for no limit; default 2m
 * @param uploadCloseNotify whether an upload cut without close_notify is a failed one; default required
 */
public record DataSettings(PortSet ports, List<Advertise> advertise, ActiveSettings active, Resumption resumption,
        Protection protection, List<Relaxation> relax, Duration acceptTimeout, Duration claimTimeout,
        Duration stallTimeout, CloseNotify uploadCloseNotify) {

    public static final DataSettings DEFAULTS = new DataSettings(PortSet.of(2122), List.of(), ActiveSettings.DEFAULTS,
            Resumption.REQUIRED, Protection.PRIVATE, List.of(), Duration.ofSeconds(30), Duration.ofSeconds(5),
            Duration.ofMinutes(2), CloseNotify.REQUIRED);

    public DataSettings {
        advertise = List.copyOf(advertise);
        relax = List.copyOf(relax);
        Checks.notNegative(acceptTimeout, "accept-timeout");
        Checks.positive(claimTimeout, "claim-timeout");
        Checks.notNegative(stallTimeout, "stall-timeout");
    }

    /** Whether data may travel in clear, of users who have no rule of their own. */
    public boolean admitsClear() {
        return protection.admitsClear();
    }

    /**
     * Which host a passive reply names to the clients of some networks.
     *
     * @param clients whom the rule is about; at least one network
     * @param host {@code local} for the control connection's local address, or an address, or a name
     */
    public record Advertise(List<AddressRange> clients, String host) {

        /** The word for the control connection's local address. */
        public static final String LOCAL = "local";

        public Advertise {
            clients = List.copyOf(clients);
            Checks.that(!clients.isEmpty(), "clients must name at least one network");
            Checks.that(!host.isEmpty(), "host must be local, an address or a name");
        }
    }

    /**
     * What is asked of clients that cannot resume.
     *
     * @param from whom the rule is about
     * @param resumption what is asked of them
     */
    public record Relaxation(AddressRange from, Resumption resumption) {}

    /** Whether PROT C, data in clear, is taken. */
    public enum Protection implements Worded {
        /** PROT C is refused (RFC 2228 §3: 534). */
        PRIVATE, ANY;

        boolean admitsClear() {
            return this == ANY;
        }
    }

    /** Whether an upload must end with close_notify. */
    public enum CloseNotify implements Worded {
        /** An upload cut without it is a failed one: 426, and the part is kept by {@code keep-partial}. */
        REQUIRED,
        /** For clients that never send it: an upload may be truncated by a third party and pass. */
        LENIENT
    }
}
