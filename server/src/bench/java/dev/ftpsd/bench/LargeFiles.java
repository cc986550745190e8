package dev.ftpsd.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One long transfer each way, protected and in clear. */
final class LargeFiles {

    private static final int MEBIBYTES_IN_GIBIBYTE = 1024;

    /** About 120 MiB a second, which is a network of a gigabit: the server is the faster one and waits for each piece. */
    private static final int SLOW = 128;
    private static final int PIECE = 16 * 1024;
    private static final long PAUSE = Duration.ofNanos(60_000).toNanos();

    private LargeFiles() {}

    static List<Workload> all(Amounts amounts) {
        return Stream.of(Protection.values()).flatMap(protection -> Stream.of(
                of("download", protection, amounts.mebibytes(), client -> client.drain("RETR large", amounts.octets())),
                of("upload", protection, amounts.mebibytes(), client -> client.store("large", amounts.octets())),
                of("slow upload", protection, SLOW, client -> client.store("slow", (long) SLOW * Amounts.MEBIBYTE, PIECE, PAUSE))))
                .toList();
    }

    private static Workload of(String way, Protection protection, int mebibytes, LoadClient.Task task) {
        var name = way + " of " + mebibytes + " MiB, " + protection.name().toLowerCase(Locale.ROOT);
        return new Workload(name, List.of("CPU s/GiB", "MiB/s"), server -> {
            try (var client = server.connect(protection)) {
                var cost = server.cost(() -> task.with(client));
                return new double[]{cost.cpu() * MEBIBYTES_IN_GIBIBYTE / mebibytes, mebibytes / cost.wall()};
            }
        });
    }
}
