package dev.ftpsd.server.listing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.TempFolder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a charset can write goes in as a name of UTF-8 and comes back from a listing as the same octets. */
final class LegacyNamesProperties {

    private static final List<String> CHARSETS = List.of("windows-1252", "windows-1251", "KOI8-R", "windows-31j", "GBK",
            "GB18030", "Big5", "EUC-KR");
    private static final Map<String, List<String>> LETTERS = CHARSETS.stream()
            .collect(Collectors.toMap(Function.identity(), name -> letters(Charset.forName(name))));
    private static final Map<String, FtpTestClient> CLIENTS = new LinkedHashMap<>();
    private static Path home = Path.of("");
    private static AutoCloseable server = () -> {};

    @BeforeContainer
    static void start() throws IOException {
        var users = new StringBuilder("version: 1\nusers:\n");
        CHARSETS.forEach(charset -> users.append("""
                  - { name: "%1$s", password: %2$s, home: home, rights: [ { path: /, allow: full } ],
                      tls: { required: false }, legacy-charset: "%1$s" }
                """.formatted(charset, TestServer.PASSWORD_HASH)));
        var started = TestServer.start(TempFolder.make("names"), TestServer.PERMISSIVE, users.toString());
        server = started;
        home = started.home();
        for (var charset : CHARSETS) {
            CLIENTS.put(charset, FtpTestClient.connect(started.port()).login(charset));
        }
    }

    @AfterContainer
    static void stop() throws Exception {
        for (var client : CLIENTS.values()) {
            client.close();
        }
        server.close();
    }

    @Provide
    Arbitrary<Tuple.Tuple2<String, String>> names() {
        return Arbitraries.of(CHARSETS).flatMap(charset -> Arbitraries.of(LETTERS.getOrDefault(charset, List.of()))
                .list().ofMinSize(1).ofMaxSize(8)
                .map(letters -> Tuple.of(charset, "x" + String.join("", letters))));
    }

    /** What the charset can write, but for controls, the slash, and what two octets stand for. */
    private static List<String> letters(Charset charset) {
        var encoder = charset.newEncoder();
        return IntStream.rangeClosed('!', 0xffff).filter(c -> !Character.isISOControl(c) && c != '/')
                .mapToObj(Character::toString)
                .filter(letter -> encoder.canEncode(letter)
                        && new String(letter.getBytes(charset), charset).equals(letter))
                .toList();
    }

    @Property(tries = 200)
    void a_name_goes_in_and_comes_back_as_the_same_octets(@ForAll("names") Tuple.Tuple2<String, String> name)
            throws IOException {
        var client = Objects.requireNonNull(CLIENTS.get(name.get1()));
        var octets = name.get2().getBytes(Charset.forName(name.get1()));

        assertEquals(257, asked(client, "MKD ", octets), name::toString);
        assertTrue(Files.isDirectory(home.resolve(name.get2())), name::toString);
        assertArrayEquals(octets, listed(client), name.toString());
        assertEquals(250, asked(client, "RMD ", octets), name::toString);
    }

    /** Sends 255 twice, as RFC 854 has it. */
    private static int asked(FtpTestClient client, String verb, byte[] octets) throws IOException {
        var line = new ByteArrayOutputStream();
        line.writeBytes(verb.getBytes(StandardCharsets.US_ASCII));
        for (var octet : octets) {
            line.write(octet);
            if (octet == (byte) 255) {
                line.write(octet);
            }
        }
        line.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        client.send(line.toByteArray());
        return client.read().code();
    }

    /** The one name of the home, without its CR LF. */
    private static byte[] listed(FtpTestClient client) throws IOException {
        try (var data = client.openData()) {
            client.ask("NLST", 150);
            var listing = data.readAll();
            client.expect(226);
            return Arrays.copyOf(listing, listing.length - 2);
        }
    }
}
