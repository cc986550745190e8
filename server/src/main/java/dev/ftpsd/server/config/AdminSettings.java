package dev.ftpsd.server.config;

import java.net.InetAddress;

import dev.ftpsd.auth.AddressRange;

/**
 * What operators and their tools connect to.
 *
 * @param http probes, metrics and a read-only status page
 */
public record AdminSettings(Http http) {

    public static final AdminSettings DEFAULTS = new AdminSettings(
            new Http(true, AddressRange.parse("127.0.0.1").network(), 9090));

    /**
     * The HTTP port: {@code /livez}, {@code /readyz}, {@code /metrics} and a read-only status page. It asks for no
     * password.
     *
     * @param enabled default true
     * @param address where to bind; default 127.0.0.1
     * @param port 0 to 65535; 0 lets the kernel choose a free one, which serves tests; default 9090
     */
    public record Http(boolean enabled, InetAddress address, int port) {
        public Http {
            Checks.between(0, 65535, port, "port");
        }
    }
}
