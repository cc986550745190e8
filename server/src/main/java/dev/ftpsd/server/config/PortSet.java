package dev.ftpsd.server.config;

import java.util.HashSet;
import java.util.List;

/**
 * Distinct TCP ports in the order of the file: {@code 2122}, {@code 50000-50009}, {@code 2122,50000-50009}.
 *
 * @param ports at least one, each 0 to 65535; 0 lets the kernel choose a free one, which serves tests
 */
public record PortSet(List<Integer> ports) {

    public PortSet {
        ports = List.copyOf(ports);
        Checks.that(!ports.isEmpty(), "at least one port is needed");
        ports.forEach(port -> Checks.between(0, 65535, port, "port"));
        Checks.that(new HashSet<>(ports).size() == ports.size(), "a port is named twice");
    }

    public static PortSet of(Integer... ports) {
        return new PortSet(List.of(ports));
    }
}
