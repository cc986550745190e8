package dev.ftpsd.server.support;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of this machine that nobody listens at: below those that the kernel gives to clients, so that they stay free. */
public final class FreePort {

    private static final int FIRST = 12_000;
    private static final int LAST = 21_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() % 400) * 20);

    private FreePort() {}

    /** Another one at each call. */
    public static int any() {
        for (int port = NEXT.incrementAndGet(); port < LAST; port = NEXT.incrementAndGet()) {
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody else's.
            }
        }
        throw new IllegalStateException("no free port below " + LAST);
    }
}
