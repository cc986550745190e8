package dev.ftpsd.bench;

import java.util.List;

/** What is nearly all handshake: many small files in a session, and many sessions. */
final class SmallFiles {

    private SmallFiles() {}

    static List<Workload> all(Amounts amounts) {
        return List.of(
                files("download of 10 KiB", amounts.files(), client -> client.receive("RETR small")),
                files("upload of 10 KiB", amounts.files(), client -> client.store("small", Site.SMALL)),
                new Workload("login and LIST", List.of("CPU ms", "a second"), server -> {
                    var cost = server.cost(() -> {
                        for (int i = 0; i < amounts.logins(); i++) {
                            try (var client = server.connect(Protection.TLS)) {
                                client.receive("LIST " + server.uploads());
                            }
                        }
                    });
                    return each(cost, amounts.logins());
                }));
    }

    private static Workload files(String name, int count, LoadClient.Task task) {
        return new Workload(name, List.of("CPU ms", "a second"), server -> {
            try (var client = server.connect(Protection.TLS)) {
                var cost = server.cost(() -> {
                    for (int i = 0; i < count; i++) {
                        task.with(client);
                    }
                });
                return each(cost, count);
            }
        });
    }

    private static double[] each(Cost cost, int count) {
        return new double[]{cost.cpuMillisEach(count), cost.perSecond(count)};
    }
}
