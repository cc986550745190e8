package dev.ftpsd.server.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.data.Transport;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.NothingLost;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** ABOR as clients send it, on both kinds of event loops: in band, behind Telnet's IP and DM, and with an urgent octet. */
@ExtendWith(NothingLost.class)
final class UrgentAbortTest {

    @TempDir
    Path directory;

    /**
     * What is sent before the urgent octet, that octet, and what is sent behind it, in Latin-1.
     *
     * @param urgent 0 to 255, or -1 for none
     */
    record Signal(String before, int urgent, String behind) {}

    private static final List<Named<Signal>> SIGNALS = List.of(
            Named.of("in band", new Signal("", -1, "ABOR\r\n")),
            Named.of("behind IP and DM in band (lftp, ncftp)",
                    new Signal("\u00ff\u00f4\u00ff\u00f2", -1, "ABOR\r\n")),
            Named.of("IAC urgent (BSD ftp, tnftp)", new Signal("\u00ff\u00f4", 255, "\u00f2ABOR\r\n")),
            Named.of("DM urgent (RFC 854)", new Signal("\u00ff\u00f4\u00ff", 242, "ABOR\r\n")),
            Named.of("all urgent (Python's ftplib)", new Signal("ABOR\r", '\n', "")));

    static Stream<Arguments> signals() {
        Stream<Named<Supplier<Transport>>> transports =
                Stream.of(Named.of("best", Transport::best), Named.of("nio", Transport::nio));
        return transports.flatMap(transport -> SIGNALS.stream().map(signal -> Arguments.of(transport, signal)));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void abor_is_understood_in_every_form_on_every_transport(Supplier<Transport> transport, Signal signal)
            throws Exception {
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE, TestServer.USERS, transport,
                ReplyDelivery.ORDINARY)) {
            LargeFile.make(server.home());
            try (var client = FtpTestClient.connect(server.port()).login("alice")) {
                for (int i = 0; i < 3; i++) {
                    try (var _ = LargeFile.stalledDownload(client)) {
                        send(client, signal);
                        assertEquals(List.of(426, 226), codes(client, 2));
                        client.ask("NOOP", 200);
                    }
                }
            }
        }
    }

    private static void send(FtpTestClient client, Signal signal) throws IOException {
        client.send(latin1(signal.before()));
        if (signal.urgent() >= 0) {
            client.wire().sendUrgentData(signal.urgent());
        }
        client.send(latin1(signal.behind()));
    }

    private static byte[] latin1(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Integer> codes(FtpTestClient client, int count) throws IOException {
        var codes = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            codes.add(client.read().code());
        }
        return codes;
    }
}
