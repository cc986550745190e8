package dev.ftpsd.bench;

import java.io.IOException;

/**
 * One thing to do, again and again.
 *
 * @param unit what is counted
 * @param units how many of them a run is
 */
record Workload(String name, String unit, double units, Work work) {

    /** What a run does. */
    @FunctionalInterface
    interface Work {
        void against(Contestant server) throws IOException;
    }

    private static final int SMALL = 10 * 1024;

    static Workload[] all(int mebibytes, int files, int logins) {
        var large = mebibytes * 1024L * 1024;
        return new Workload[]{
                new Workload("download", "s/GiB", mebibytes / 1024.0, server -> {
                    try (var client = server.connect()) {
                        client.receive("RETR large");
                    }
                }),
                new Workload("upload", "s/GiB", mebibytes / 1024.0, server -> {
                    try (var client = server.connect()) {
                        client.store("up/large", large);
                    }
                }),
                new Workload("download of 10 KiB", "ms", files * 1e-3, server -> {
                    try (var client = server.connect()) {
                        for (int i = 0; i < files; i++) {
                            client.receive("RETR small");
                        }
                    }
                }),
                new Workload("upload of 10 KiB", "ms", files * 1e-3, server -> {
                    try (var client = server.connect()) {
                        for (int i = 0; i < files; i++) {
                            client.store("up/small", SMALL);
                        }
                    }
                }),
                new Workload("login and LIST", "ms", logins * 1e-3, server -> {
                    for (int i = 0; i < logins; i++) {
                        try (var client = server.connect()) {
                            client.receive("LIST up");
                        }
                    }
                }),
                new Workload("LIST of 10,000", "ms", 1e-3, server -> {
                    try (var client = server.connect()) {
                        client.receive("LIST many");
                    }
                })};
    }
}
