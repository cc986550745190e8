package dev.ftpsd.bench;

import java.util.ArrayList;
import java.util.List;

/** What a session costs that is logged in under TLS and says nothing: memory of the server's processes, shared pages by their share. */
final class IdleSessions {

    private IdleSessions() {}

    /** @param sessions how many at once; the kernel's buffers are not counted */
    static Workload of(int sessions) {
        return new Workload(sessions + " idle sessions", List.of("KiB each"), server -> {
            var open = new ArrayList<LoadClient>(sessions);
            try {
                var before = server.memoryKiB();
                while (open.size() < sessions) {
                    open.add(server.connect(Protection.TLS));
                }
                return new double[]{(server.memoryKiB() - before) / sessions};
            } finally {
                LoadClient.leave(open);
            }
        });
    }
}
