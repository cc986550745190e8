package dev.ftpsd.tls;

import java.nio.ByteBuffer;
import java.util.function.Function;
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
    public void connect(Function<ByteBuffer, SSLEngine> server) throws SSLException {
        var engine = client.engine(HOST);
        var hello = ByteBuffer.allocate(MemoryEngine.WIRE_OCTETS);
        var speaking = new MemoryEngine(engine);
        speaking.begin();
        speaking.write(hello);
        last = new MemoryHandshake(engine, server.apply(hello.flip().duplicate())).completeAfter(hello);
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
