package dev.ftpsd.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The server beside its peers: all run at once, each round gives each of them the same work, in turn forwards and backwards, and
 * what is told is the CPU time of the server's processes, their memory or the client's patience, as medians and as ratios within
 * the rounds. One round of all work comes before any that counts, and more of them for ours: what a virtual machine has not compiled
 * yet it compiles at the cost of whatever is measured meanwhile, so a listing would pay for the login before it.
 *
 * <p>Arguments: the runnable tree; a regular expression that the name of what is measured must match in part; then rounds, warm-up rounds,
 * MiB of the large file, small files a run, logins a run, idle sessions.
 */
public final class Bench {

    private static final int FIRST_PORT = 23_121;

    private Bench() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws IOException {
        var only = Pattern.compile(arguments[1]);
        var numbers = IntStream.range(2, arguments.length).map(i -> Integer.parseInt(arguments[i])).toArray();
        var amounts = new Amounts(numbers[2], numbers[3], numbers[4], numbers[5]);
        Cores.leaveFirst();
        try (var site = Site.make(amounts.mebibytes())) {
            var contestants = start(site, Path.of(arguments[0]));
            try {
                run(Workload.all(amounts).stream().filter(workload -> only.matcher(workload.name()).find()).toList(), contestants,
                        numbers[0], numbers[1]);
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private static void run(List<Workload> workloads, List<Contestant> contestants, int rounds, int warmUp) {
        for (int i = 0; i < warmUp; i++) {
            for (var one : i == 0 ? contestants : contestants.subList(0, 1)) {
                workloads.forEach(workload -> figures(workload, one));
            }
        }
        System.out.println("Medians; in brackets ftpsd / peer within each round, lowest .. highest");
        for (var workload : workloads) {
            compare(workload, contestants, rounds);
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

    private static void compare(Workload workload, List<Contestant> contestants, int rounds) {
        var got = new double[workload.figures().size()][contestants.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contestants.size(); turn++) {
                var index = round % 2 == 0 ? turn : contestants.size() - 1 - turn;
                var figures = figures(workload, contestants.get(index));
                for (int figure = 0; figure < got.length; figure++) {
                    got[figure][index][round] = figures.isEmpty() ? Double.NaN : figures.get()[figure];
                }
            }
        }
        for (int figure = 0; figure < got.length; figure++) {
            System.out.println(workload.name() + ", " + workload.figures().get(figure));
            for (int i = 0; i < contestants.size(); i++) {
                print(contestants.get(i).name(), got[figure][0], got[figure][i]);
            }
        }
    }

    /** Empty when the server does not do it. */
    private static Optional<double[]> figures(Workload workload, Contestant contestant) {
        try {
            return Optional.of(workload.work().against(contestant));
        } catch (IOException e) {
            System.out.println("  " + contestant.name() + " fails at " + workload.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void print(String name, double[] own, double[] theirs) {
        var ratios = IntStream.range(0, own.length).mapToDouble(i -> own[i] / theirs[i]).sorted().toArray();
        System.out.println(String.format(Locale.ROOT, "  %-10s %9.3f  ratio %5.2f [%.2f .. %.2f]", name, median(theirs),
                median(ratios), ratios[0], ratios[ratios.length - 1]));
    }

    /** The middle one of them, or between the two in the middle. */
    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double highest(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
