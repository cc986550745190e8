package dev.ftpsd.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Downloads side by side, each by a session that has logged in before. */
final class ManyAtOnce {

    private static final int FEW = 50;
    private static final int MANY = 500;

    private ManyAtOnce() {}

    static List<Workload> all() {
        return List.of(of(FEW, Site.LONG), of(MANY, Site.SHORT));
    }

    private static Workload of(int sessions, int mebibytes) {
        var total = (double) sessions * mebibytes;
        return new Workload(sessions + " downloads of " + mebibytes + " MiB at once",
                List.of("CPU s/GiB", "MiB/s", "slowest / median"), server -> {
                    var open = new ArrayList<LoadClient>(sessions);
                    try {
                        while (open.size() < sessions) {
                            open.add(server.connect(Protection.TLS));
                        }
                        var seconds = new double[sessions];
                        var cost = server.cost(() -> together(open, Site.file(mebibytes), mebibytes, seconds));
                        return new double[]{cost.cpuPerGibibyte(total), cost.perSecond(total),
                                Bench.highest(seconds) / Bench.median(seconds)};
                    } finally {
                        LoadClient.leave(open);
                    }
                });
    }

    private static void together(List<LoadClient> clients, String name, int mebibytes, double[] seconds) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < seconds.length; i++) {
                var number = i;
                all.add(CompletableFuture.runAsync(() -> seconds[number] = one(clients.get(number), name, mebibytes), threads));
            }
            for (var one : all) {
                one.join();
            }
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static double one(LoadClient client, String name, int mebibytes) {
        var begin = System.nanoTime();
        try {
            client.drain("RETR " + name, (long) mebibytes * Amounts.MEBIBYTE);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
