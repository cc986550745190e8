package dev.ftpsd.docker;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to connect.
 *
 * @param mode {@code explicit} or {@code implicit}
 * @param tls {@code 1.2} or {@code 1.3}, and no other
 * @param ip {@code IPv4} or {@code IPv6}
 */
record Cell(String mode, String tls, String ip) {

    static List<Cell> all() {
        var cells = new ArrayList<Cell>();
        for (var mode : List.of("explicit", "implicit")) {
            for (var tls : List.of("1.2", "1.3")) {
                for (var ip : List.of("IPv4", "IPv6")) {
                    cells.add(new Cell(mode, tls, ip));
                }
            }
        }
        return cells;
    }

    boolean isImplicit() {
        return mode.equals("implicit");
    }

    /** As it stands in a URL. */
    String host() {
        return ip.equals("IPv4") ? "127.0.0.1" : "[::1]";
    }

    int port(Site site) {
        return isImplicit() ? site.ports().implicit() : site.ports().explicit();
    }

    /** A folder of its own for each client. */
    String folder(Matrix.Client client) {
        return "%s/%s-%s-%s".formatted(client.name().replace(' ', '-'), mode, tls, ip);
    }
}
