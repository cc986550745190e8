package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The server beside its peers: all run at once, each round gives each of them the same work, in turn forwards and backwards, and
 * what is told is the CPU time of the server's processes, their memory or the client's patience, as medians and as ratios within
 * the rounds.
 *
 * <p>Arguments: the runnable tree; then rounds, warm-up rounds, MiB of the large file, small files a run, logins a run,
 * idle sessions.
 */
public final class Bench {

    private static final int FIRST_PORT = 23_121;

    private Bench() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws IOException {
        var numbers = IntStream.range(1, arguments.length).map(i -> Integer.parseInt(arguments[i])).toArray();
        try (var site = Site.make(numbers[2])) {
            var contestants = start(site, Path.of(arguments[0]));
            try {
                System.out.println("Medians; in brackets ftpsd / peer within each round, lowest .. highest");
                for (var workload : Workload.all(numbers[2], numbers[3], numbers[4], numbers[5])) {
                    compare(workload, contestants, numbers[0], numbers[1]);
                }
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private static List<Contestant> start(Site site, Path tree) throws IOException {
        var peers = new Peers(site);
        var all = new ArrayList<Contestant>();
        try {
            all.add(peers.ftpsd(tree, FIRST_PORT));
            for (var peer : List.of(peers.vsftpd(FIRST_PORT + 10), peers.proftpd(FIRST_PORT + 20),
                    peers.pureFtpd(FIRST_PORT + 30), peers.pyftpdlib(FIRST_PORT + 40))) {
                peer.ifPresent(all::add);
            }
            return all;
        } catch (IOException e) {
            all.forEach(Contestant::close);
            throw e;
        }
    }

    private static void compare(Workload workload, List<Contestant> contestants, int rounds, int warmUp) {
        var costs = new double[contestants.size()][rounds];
        for (int round = -warmUp; round < rounds; round++) {
            for (int turn = 0; turn < contestants.size(); turn++) {
                var index = round % 2 == 0 ? turn : contestants.size() - 1 - turn;
                var cost = cost(workload, contestants.get(index)).orElse(Double.NaN);
                if (round >= 0) {
                    costs[index][round] = cost / workload.units();
                }
            }
        }
        System.out.println(workload.name() + ", " + workload.unit());
        for (int i = 0; i < contestants.size(); i++) {
            print(contestants.get(i).name(), costs[0], costs[i]);
        }
    }

    /** Empty when the server does not do it. */
    private static Optional<Double> cost(Workload workload, Contestant contestant) {
        try {
            return Optional.of(workload.work().against(contestant));
        } catch (IOException e) {
            System.out.println("  " + contestant.name() + " fails: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void print(String name, double[] own, double[] costs) {
        var ratios = IntStream.range(0, own.length).mapToDouble(i -> own[i] / costs[i]).sorted().toArray();
        System.out.println(String.format(Locale.ROOT, "  %-10s %9.3f  ratio %5.2f [%.2f .. %.2f]", name, median(costs),
                median(ratios), ratios[0], ratios[ratios.length - 1]));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
