package dev.ftpsd.server.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import dev.ftpsd.server.support.TestTls;
import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

/** A small client may ask for short records (max_fragment_length, RFC 6066 §4), of which there are many more in each buffer. */
@ExtendWith({NothingLost.class, EveryTurnEnds.class})
final class ShortRecordsTest {

    private static final int SIZE = 2 * 1024 * 1024 + 3;

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 512", "TLSv1.3, 4096", "TLSv1.2, 512", "TLSv1.2, 4096"})
    void long_files_arrive_whole_both_ways(String version, int octets, @TempDir Path directory) throws Exception {
        var content = new byte[SIZE];
        new Random(octets).nextBytes(content);
        try (var server = WireServer.start(directory);
                var client = FtpTestClient.connect(server.port(), new TestTls(version).wantsRecordsOf(octets))) {
            Files.write(server.home().resolve("long"), content);
            client.secure().login("alice");
            assertArrayEquals(content, client.retrieve("long"));
            client.store("back", content);
            assertArrayEquals(content, Files.readAllBytes(server.home().resolve("back")));
        }
    }
}
