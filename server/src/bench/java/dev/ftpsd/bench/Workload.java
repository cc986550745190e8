package dev.ftpsd.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing to do, again and again.
 *
 * @param unit what is counted
 * @param units how many of them a run is
 */
record Workload(String name, String unit, double units, Work work) {

    /** What a run does, and what that has cost. */
    @FunctionalInterface
    interface Work {
        double against(Contestant server) throws IOException;
    }

    private static final int SMALL = 10 * 1024;

    static List<Workload> all(int mebibytes, int files, int logins, int sessions) {
        return Stream.of(large(mebibytes).stream(), small(files, logins).stream(), ClientPrograms.all().stream(),
                Stream.of(IdleSessions.of(sessions))).flatMap(some -> some).toList();
    }

    private static List<Workload> large(int mebibytes) {
        var octets = mebibytes * 1024L * 1024;
        return List.of(
                new Workload("download", "CPU s/GiB", mebibytes / 1024.0, server -> server.cpuSeconds(() -> {
                    try (var client = server.connect()) {
                        client.receive("RETR large");
                    }
                })),
                new Workload("upload", "CPU s/GiB", mebibytes / 1024.0, server -> server.cpuSeconds(() -> {
                    try (var client = server.connect()) {
                        client.store("up/large", octets);
                    }
                })));
    }

    private static List<Workload> small(int files, int logins) {
        return List.of(
                new Workload("download of 10 KiB", "CPU ms", files * 1e-3, server -> server.cpuSeconds(() -> {
                    try (var client = server.connect()) {
                        for (int i = 0; i < files; i++) {
                            client.receive("RETR small");
                        }
                    }
                })),
                new Workload("upload of 10 KiB", "CPU ms", files * 1e-3, server -> server.cpuSeconds(() -> {
                    try (var client = server.connect()) {
                        for (int i = 0; i < files; i++) {
                            client.store("up/small", SMALL);
                        }
                    }
                })),
                new Workload("login and LIST", "CPU ms", logins * 1e-3, server -> server.cpuSeconds(() -> {
                    for (int i = 0; i < logins; i++) {
                        try (var client = server.connect()) {
                            client.receive("LIST up");
                        }
                    }
                })),
                new Workload("LIST of 10,000", "CPU ms", 1e-3, server -> server.cpuSeconds(() -> {
                    try (var client = server.connect()) {
                        client.receive("LIST many");
                    }
                })));
    }
}
