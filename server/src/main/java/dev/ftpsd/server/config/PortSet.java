package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.ftpsd.server.config.yaml.Quoted;

/**
 * Distinct TCP ports in the order of the file: {@code 2122}, {@code 50000-50009}, {@code 2122,50000-50009}.
 *
 * @param ports at least one, each 0 to 65535; 0 lets the kernel choose a free one, which serves tests
 */
public record PortSet(List<Integer> ports) {

    private static final Pattern PART = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");

    public PortSet {
        ports = List.copyOf(ports);
        Checks.that(!ports.isEmpty(), "at least one port is needed");
        ports.forEach(port -> Checks.between(0, 65535, port, "port"));
        Checks.that(new HashSet<>(ports).size() == ports.size(), "a port is named twice");
    }

    /**
     * Reads ports and ranges between commas.
     *
     * @throws IllegalArgumentException with a sentence for the administrator
     */
    static PortSet parse(String text) {
        var ports = new ArrayList<Integer>();
        for (var part : text.split(",", -1)) {
            var ends = PART.matcher(part.strip());
            Checks.that(ends.matches(),
                    Quoted.of(text) + " is not a list of ports: write 2122, 50000-50009 or both with a comma between");
            var first = Integer.parseInt(ends.group(1));
            var last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            Checks.that(first <= last && last <= 65535, Quoted.of(part.strip()) + " is not a range within 1 to 65535");
            IntStream.rangeClosed(first, last).forEach(ports::add);
        }
        return new PortSet(ports);
    }

    /** The ports with commas between. */
    @Override
    public String toString() {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    public static PortSet of(Integer... ports) {
        return new PortSet(List.of(ports));
    }
}
