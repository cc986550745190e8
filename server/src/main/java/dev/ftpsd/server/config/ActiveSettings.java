package dev.ftpsd.server.config;

/**
 * Active mode: the server connects to the client (RFC 959 PORT, RFC 2428 EPRT).
 *
 * @param enabled whether PORT and EPRT are taken; default false
 * @param sourcePort the port that the server connects from; default any
 * @param portsFrom the lowest port of a client that is connected to, 1 to 65535; default 1024 (RFC 2577 §3)
 */
public record ActiveSettings(boolean enabled, SourcePort sourcePort, int portsFrom) {

    public static final ActiveSettings DEFAULTS = new ActiveSettings(false, SourcePort.ANY, 1024);

    public ActiveSettings {
        Checks.between(1, 65535, portsFrom, "ports-from");
    }

    /** The port that the server connects from. */
    public enum SourcePort implements Worded {
        ANY,
        /**
         * One below the control port, 20 for 21 (RFC 959 §3.2), for firewalls that expect it; needs the privilege to
         * bind it.
         */
        CONTROL_1
    }
}
