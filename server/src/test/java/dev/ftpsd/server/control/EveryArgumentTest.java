package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What holds for the arguments of all commands alike, whoever wrote the command. */
final class EveryArgumentTest {

    /** Of each command that takes a number: what stands before it and behind it. */
    private static final Map<String, List<String>> NUMBERS = Map.of("REST", List.of("", ""), "ALLO", List.of("", ""),
            "PBSZ", List.of("", ""), "TYPE L", List.of("", ""), "PORT", List.of("127,0,0,1,200,", ""), "EPRT",
            List.of("|1|127.0.0.1|", "|"), "MFMT", List.of("", " a.txt"));

    private static final List<String> NO_NUMBERS =
            List.of("9223372036854775808", "-1", "0x10", "1e9", "+1", "\u0663", "1.0",
                    "99999999999999999999", "9".repeat(4000));

    @TempDir
    Path directory;

    private TestServer server;
    private FtpTestClient client;

    @BeforeEach
    void start() throws IOException {
        var machine = TestServer.PERMISSIVE.replace("login-delay: 0s", "login-delay: 0s, unknown-commands: 0")
                .replace("data:\n", "data:\n  active: { enabled: true }\n");
        server = TestServer.start(directory, machine, TestServer.USERS);
        Files.writeString(server.home().resolve("a.txt"), "hello");
        client = FtpTestClient.connect(server.port()).secure().login("alice");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private int code(String line) throws IOException {
        client.send(line);
        return client.read().code();
    }

    @Test
    void what_is_no_number_in_range_is_a_syntax_error_wherever_a_number_is_taken() throws Exception {
        for (var command : NUMBERS.entrySet()) {
            for (var number : NO_NUMBERS) {
                var line = command.getKey() + " " + command.getValue().get(0) + number + command.getValue().get(1);
                assertEquals(501, code(line), line);
            }
        }
    }

    @Test
    void the_port_of_a_client_is_1_to_65535() throws Exception {
        for (var port : List.of("0", "65536", "00000000000000000000")) {
            assertEquals(501, code("EPRT |1|127.0.0.1|" + port + "|"), port);
        }
        for (var octets : List.of("999,0,0,1,200,13", "127,0,0,1,256,13", "127,0,0,1,0,0", "127,0,0,1,200,-1")) {
            assertEquals(501, code("PORT " + octets), octets);
        }
    }

    @Test
    void a_control_character_or_wrong_utf_8_is_refused_by_every_command() throws Exception {
        for (var line : client.ask("HELP", 214).lines()) {
            if (!line.startsWith("214")) {
                for (var verb : line.strip().split(" ", -1)) {
                    for (var wrong : List.of("a\0b", "a\tb", "\u001b[2J", "\u007f", "a\rb", "\u00c0\u00af",
                            "\u00ed\u00a0\u0080")) {
                        client.send((verb + " " + wrong + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                        assertEquals(501, client.read().code(), verb);
                    }
                }
            }
        }
        client.ask("NOOP", 200);
    }

    /** In Turkish "i" becomes a capital with a dot, and no verb would be known any more. */
    @Test
    void verbs_are_known_in_lower_case_under_a_turkish_locale() throws Exception {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            for (var line : client.ask("help", 214).lines()) {
                if (!line.startsWith("214")) {
                    for (var verb : line.strip().split(" ", -1)) {
                        assertEquals(214, code("help " + verb.toLowerCase(Locale.ROOT)), verb);
                    }
                }
            }
            client.ask("size a.txt", 213);
            client.ask("type i", 200);
            client.ask("opts mlst type;modify;unique;size;", 200);
            client.ask("list", 425);
            client.ask("mlst a.txt", 250);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** No command has a parser of quotes that could lose its way. */
    @Test
    void a_quotation_mark_is_an_ordinary_character() throws Exception {
        client.ask("MKD a\"b", 257);
        client.ask("CWD a\"b", 250);
        assertEquals("\"/a\"\"b\" is the current directory.", client.ask("PWD", 257).text());
        client.ask("DELE \"", 550);
        client.ask("RNFR \"a.txt\"", 550);
        assertTrue(Files.isDirectory(server.home().resolve("a\"b")));
    }
}
