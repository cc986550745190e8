package dev.ftpsd.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One long transfer each way, protected and in clear. */
final class LargeFiles {

    /** Some 90 MiB a second, nearly what a network of a gigabit carries: the server is the faster one and waits for each piece. */
    private static final int SLOW = 128;
    private static final int PIECE = 16 * 1024;
    private static final long PAUSE_NANOS = 60_000;

    private LargeFiles() {}

    static List<Workload> all(Amounts amounts) {
        return Stream.of(Protection.values()).flatMap(protection -> Stream.of(
                of("download", protection, amounts.mebibytes(), client -> client.drain("RETR large", amounts.octets())),
                of("upload", protection, amounts.mebibytes(), client -> client.store("large", amounts.octets())),
                of("slow upload", protection, SLOW, client -> client.store("slow", (long) SLOW * Amounts.MEBIBYTE, PIECE, PAUSE_NANOS))))
                .toList();
    }

    private static Workload of(String way, Protection protection, int mebibytes, LoadClient.Task task) {
        var name = way + " of " + mebibytes + " MiB, " + protection.name().toLowerCase(Locale.ROOT);
        return new Workload(name, List.of("CPU s/GiB", "MiB/s"), server -> {
            try (var client = server.connect(protection)) {
                var cost = server.cost(() -> task.with(client));
                return new double[]{cost.cpuPerGibibyte(mebibytes), cost.perSecond(mebibytes)};
            }
        });
    }
}
