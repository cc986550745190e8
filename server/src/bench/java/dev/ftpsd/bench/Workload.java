package dev.ftpsd.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing to do, again and again.
 *
 * @param figures what a run gives, each with its unit
 */
record Workload(String name, List<String> figures, Work work) {

    /** What a run does, and its figures in their order. */
    @FunctionalInterface
    interface Work {
        double[] against(Contestant server) throws IOException;
    }

    static List<Workload> all(Amounts amounts) {
        return Stream.of(LargeFiles.all(amounts), SmallFiles.all(amounts), ManyAtOnce.all(), Listings.all(), ClientPrograms.all(),
                List.of(IdleSessions.of(amounts.sessions()))).flatMap(List::stream).toList();
    }
}
