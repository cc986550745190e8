package dev.ftpsd.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes inputs by chance, the same way for the same seed. */
final class Mutator {

    private static final int LONGEST = 8192;

    /** What single octets would find too late. */
    private static final List<byte[]> WORDS = List.of("\r\n", "\n", "\u00ff\u00f4\u00ff\u00f2", "\u00ff\u00fb\u0001",
            "\u00ff\u00fa", "\u00ff\u00f0", "ABOR\r\n", "STAT\r\n", "EPSV\r\n", "PASV\r\n", "RETR a.txt\r\n",
            "STOR b\r\n",
            "AUTH TLS\r\n", "REST 1\r\n", "TYPE A\r\n", "RNFR a.txt\r\n", "RNTO c\r\n", "LIST -al *\r\n", "MLSD\r\n",
            "QUIT\r\n", "USER alice\r\n", "PASS secret\r\n", "9223372036854775808", "-1", "../", "\u00c0\u00af", "\0",
            "&a [*a]", "|2|::1|65536|", "GET / HTTP/1.1\r\n")
            .stream().map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();

    private final SplittableRandom random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        this.random = new SplittableRandom(seed);
        this.seeds = List.copyOf(seeds);
    }

    /** One of the seeds, changed in one to five places. */
    byte[] next() {
        var input = any(seeds).clone();
        var changes = 1 + random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            input = change(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] change(byte[] input) {
        var from = random.nextInt(input.length + 1);
        var to = from + random.nextInt(Math.min(64, input.length - from) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> splice(input, from, to, new byte[0]);
            case 1 -> splice(input, from, from, any(WORDS));
            case 2 -> splice(input, from, Math.min(from + 1, input.length), new byte[]{(byte) random.nextInt(256)});
            case 3 -> splice(input, from, from, Arrays.copyOfRange(input, from, to));
            case 4 -> splice(input, from, input.length, tail(any(seeds)));
            default -> splice(input, from, from, repeated());
        };
    }

    private byte[] tail(byte[] other) {
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private byte[] repeated() {
        var many = new byte[random.nextInt(5000)];
        Arrays.fill(many, (byte) random.nextInt(256));
        return many;
    }

    private byte[] any(List<byte[]> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    /** The input with what stands from {@code from} to {@code to} replaced. */
    private static byte[] splice(byte[] input, int from, int to, byte[] part) {
        var result = new byte[from + part.length + input.length - to];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(part, 0, result, from, part.length);
        System.arraycopy(input, to, result, from + part.length, input.length - to);
        return result;
    }
}
