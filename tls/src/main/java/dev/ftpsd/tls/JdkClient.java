package dev.ftpsd.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/** {@link ResumingClient} of the JDK. */
final class JdkClient implements ResumingClient {

    private static final String HOST = "self-test";

    private final MemoryClient client;
    private @Nullable MemoryHandshake last;

    JdkClient(MemoryClient client) {
        this.client = client;
    }

    @Override
    public void connect(SSLEngine server) throws SSLException {
        last = new MemoryHandshake(client.engine(HOST), server).complete();
    }

    @Override
    public void read() throws SSLException {
        if (last != null) {
            last.deliver();
        }
    }

    @Override
    public void forgetSessions() {
        client.forgetSessions();
    }

    @Override
    public void close() {
        // All of it is on the heap.
    }
}
