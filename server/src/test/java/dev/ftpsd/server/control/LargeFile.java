package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;

/** The file {@code large}: more than the kernel and the server keep for a client that does not read. */
final class LargeFile {

    static final int SIZE = 32 * 1024 * 1024;

    private LargeFile() {}

    static void make(Path home) throws IOException {
        try (var file = Files.newByteChannel(home.resolve("large"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            file.position(SIZE - 1);
            file.write(ByteBuffer.allocate(1));
        }
    }

    /** A download of which one octet has been read, and no more. */
    static DataLink stalledDownload(FtpTestClient client) throws IOException {
        var data = client.openData();
        client.ask("RETR large", 150);
        client.secure(data);
        data.socket().getInputStream().read();
        return data;
    }
}
