package dev.ftpsd.server.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.ftpsd.server.transcript.ClientLines;

/** Inputs to begin with: what clients say in the transcripts, and examples of what each parser reads. */
final class Seeds {

    private static final Path FOUND = Path.of("src/test/fuzz");

    private Seeds() {}

    static List<byte[]> of(Target target) throws IOException {
        var seeds = new ArrayList<>(found(target));
        seeds.addAll(switch (target) {
            case DECODER, SEQUENCER -> ClientLines.perTranscript();
            case ARGUMENTS -> arguments();
            case HOST_PORT -> texts("127,0,0,1,200,13", "|1|127.0.0.1|51213|", "|2|::1|51213|", "!2!fe80::1%eth0!1!",
                    "0,0,0,0,0,0", "|3|x|1|", "|1|127.1|0|", "256,1,1,1,1,1", "|2|::ffff:127.0.0.1|2000|");
            case PATH ->
                    texts("/a/b\n../c", "/\n../../x", "a\n//..//./b/", "\u00e4/\u202e\n..", "d\n" + "a/".repeat(300),
                            "/a\n..\\..\\x", "~root\n%2e%2e%2f");
            case FACTS ->
                    texts("20260229235960 a b", "20261124154916.123 x", "19700101000000 ", "99991231235959 x", "Type",
                            "unix.MODE", "9223372036854775807", "9223372036854775808", "-1", "0x10", "+1", "\u0663");
            case ASCII -> texts("\u0001a\r\nb\nc\rd\r\r\n", "\u0005\r", "\u0010\n\n\n", "\u0002\r\r\r\n\n");
            case YAML -> yaml();
        });
        return seeds;
    }

    /** What once found something. */
    private static List<byte[]> found(Target target) throws IOException {
        var folder = FOUND.resolve(target.name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<byte[]>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                found.add(Files.readAllBytes(file));
            }
        }
        return found;
    }

    private static List<byte[]> arguments() throws IOException {
        return ClientLines.perTranscript().stream()
                .flatMap(lines -> new String(lines, StandardCharsets.UTF_8).lines())
                .filter(line -> line.contains(" "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .distinct()
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<byte[]> yaml() throws IOException {
        return texts("0" + Files.readString(Path.of("../conf/ftpsd.yaml")),
                "1" + Files.readString(Path.of("../conf/users.yaml")), "0a: &a [*a]", "1users: [ { name: x } ]",
                "0version: 1\nlisteners: [ { name: a, address: \"::\", port: 0, tls: optional } ]\n",
                "0version: 1\ndata: { ports: \"1-2\" }\n",
                "1version: 1\nusers: [ { name: a, password: \"${env:X}\" } ]\n");
    }
}
