package dev.ftpsd.server.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.ftpsd.server.support.FtpTestClient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** One who uploads, downloads, appends, renames, deletes and lists, and whose line breaks now and then. Its result: operations. */
final class SoakClient implements Callable<Long> {

    private static final int LARGEST = 400_000;

    private final int port;
    private final String name;
    private final Random random;
    private final AtomicBoolean done;
    private final AtomicLong faults = new AtomicLong();
    private long operations;

    SoakClient(int port, int number, AtomicBoolean done) {
        this.port = port;
        this.name = "of-" + number;
        this.random = new Random(number);
        this.done = done;
    }

    long faults() {
        return faults.get();
    }

    @Override
    public Long call() throws IOException {
        while (!done.get()) {
            try (var client = FtpTestClient.connect(port, random.nextBoolean() ? "TLSv1.3" : "TLSv1.2")) {
                client.secure().login("alice");
                client.ask("TYPE I", 200);
                for (var i = 0; i < 12 && !done.get(); i++) {
                    work(client);
                }
                if (random.nextBoolean()) {
                    client.ask("QUIT", 221);
                }
            }
        }
        return operations;
    }

    private void work(FtpTestClient client) throws IOException {
        var bytes = new byte[random.nextInt(LARGEST)];
        random.nextBytes(bytes);
        client.store(name, bytes);
        assertArrayEquals(bytes, client.retrieve(name));
        client.ask("RNFR " + name, 350);
        client.ask("RNTO " + name + ".moved", 250);
        client.ask("MLST " + name + ".moved", 250);
        client.ask("DELE " + name + ".moved", 250);
        client.ask("CWD missing", 550);
        operations += 6;
        if (bytes.length > 0 && random.nextInt(3) == 0) {
            breakOffAndGoOn(client, bytes);
        }
    }

    private void breakOffAndGoOn(FtpTestClient client, byte[] bytes) throws IOException {
        faults.incrementAndGet();
        try (var data = client.openData()) {
            client.ask("STOR " + name, 150);
            client.secure(data);
            data.write(Arrays.copyOf(bytes, bytes.length / 2));
            data.wire().shutdownOutput();
            client.expect(426);
        }
        var size = Integer.parseInt(bytes.length / 2 == 0 ? "0" : client.ask("SIZE " + name, 213).text());
        assertEquals(Math.max(0, bytes.length / 2 - 1), size, "the last octet comes again (ADR 0006)");
        client.ask("REST " + size, 350);
        client.store(name, Arrays.copyOfRange(bytes, size, bytes.length));
        assertArrayEquals(bytes, client.retrieve(name));
        if (random.nextBoolean()) {
            leaveInTheMiddle(bytes);
        }
        operations += 3;
    }

    /** A session of its own, gone without a word while it uploads. */
    private void leaveInTheMiddle(byte[] bytes) throws IOException {
        faults.incrementAndGet();
        try (var other = FtpTestClient.connect(port)) {
            other.secure().login("alice");
            var data = other.openData();
            other.ask("STOR " + name + ".left", 150);
            other.secure(data);
            data.write(Arrays.copyOf(bytes, bytes.length / 2));
            // Below TLS: a close_notify would say that this was all.
            data.wire().close();
        }
    }

    /** Takes away what is there, also what only its name leads to. */
    void tidyUp() throws IOException {
        try (var client = FtpTestClient.connect(port)) {
            client.secure().login("alice");
            for (var suffix : new String[]{"", ".left", ".moved"}) {
                client.send("DELE " + name + suffix);
                client.read();
            }
        }
    }
}
