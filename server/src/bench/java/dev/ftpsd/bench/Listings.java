package dev.ftpsd.bench;

import java.util.List;
import java.util.stream.Stream;

/** Large directories. */
final class Listings {

    /** The kernel tells CPU time in steps of 10 ms, of which a single listing takes a few. */
    private static final int EACH = 10;

    private static final double MILLIS = 1000;

    private Listings() {}

    static List<Workload> all() {
        return Stream.of(Site.MANY, Site.VERY_MANY)
                .flatMap(entries -> Stream.of("LIST", "MLSD").map(verb -> of(verb, entries))).toList();
    }

    private static Workload of(String verb, int entries) {
        return new Workload(verb + " of " + entries, List.of("CPU ms", "first byte ms"), server -> {
            try (var client = server.connect(Protection.TLS)) {
                var firsts = new double[EACH];
                var cost = server.cost(() -> {
                    for (int i = 0; i < EACH; i++) {
                        client.receive(verb + " " + Site.folder(entries));
                        firsts[i] = client.firstByte() * MILLIS;
                    }
                });
                return new double[]{cost.cpuMillisEach(EACH), Bench.median(firsts)};
            }
        });
    }
}
