package dev.ftpsd.server.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;

/**
 * A download that has begun and stands still until the test wants it to go on: however long a busy machine takes for the rest, it
 * is under way. The file is larger than the sockets' buffers.
 */
final class HeldDownload implements AutoCloseable {

    private final FtpTestClient client;
    private final DataLink data;
    private final int first;

    private HeldDownload(FtpTestClient client, DataLink data) throws IOException {
        this.client = client;
        this.data = data;
        this.first = data.socket().getInputStream().read();
    }

    /** Begins one, by a client that shakes hands and logs in. */
    static HeldDownload begin(RunningTree tree, String user, String password, String name) throws IOException {
        var client = FtpTestClient.connect(tree.port()).secure();
        client.ask("USER " + user, 331);
        client.ask("PASS " + password, 230);
        client.ask("TYPE I", 200);
        var data = client.openData();
        client.ask("RETR " + name, 150);
        client.secure(data);
        return new HeldDownload(client, data);
    }

    /** Takes the rest, and writes the whole to {@code file}. */
    void finish(Path file) throws IOException {
        try (var whole = new SequenceInputStream(new ByteArrayInputStream(new byte[]{(byte) first}), rest())) {
            Files.copy(whole, file);
        }
        client.expect(226);
    }

    private InputStream rest() throws IOException {
        return data.socket().getInputStream();
    }

    @Override
    public void close() throws IOException {
        data.close();
        client.close();
    }
}
