package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.support.WireServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** curl sends the octets of a URL as they are, so that it speaks whatever character set it is given. */
@Needs("curl")
final class CurlCharsetIT {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    Path directory;

    private Result curl(String... arguments) throws IOException, InterruptedException {
        var all = new String[arguments.length + 5];
        System.arraycopy(new String[]{"-sS", "--ssl-reqd", "--insecure", "--user", "alice:secret"}, 0, all, 0, 5);
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        return Tool.in(directory, "curl").run(all);
    }

    @Test
    void a_client_of_gbk_stores_finds_and_fetches_a_file_whose_name_is_utf_8_on_the_disk() throws Exception {
        try (var server = WireServer.start(directory, "", "protocol: { legacy-charset: GBK }\n")) {
            var sent = Files.writeString(directory.resolve("sent"), "content");
            var folder = "ftp://127.0.0.1:" + server.port() + "/%B1%A8%B8%E6/";
            var file = folder + "%D6%D0%B9%FA.txt";

            curl("--ftp-create-dirs", "--upload-file", sent.toString(), file).succeeds();
            assertEquals("content", Files.readString(server.home().resolve("报告/中国.txt")));

            var listing = directory.resolve("listing");
            curl("--list-only", "--output", listing.toString(), folder).succeeds();
            assertArrayEquals("中国.txt\n".getBytes(GBK), Files.readAllBytes(listing));

            assertEquals("content", curl(file).succeeds().output());
        }
    }

    @Test
    void without_the_key_it_is_told_what_to_do() throws Exception {
        try (var server = WireServer.start(directory, "", "")) {
            var refused = curl("-v", "ftp://127.0.0.1:" + server.port() + "/%D6%D0.txt");
            assertTrue(refused.errors().contains("501 Not UTF-8 (RFC 2640): set your client to UTF-8"),
                    refused.errors());
        }
    }
}
