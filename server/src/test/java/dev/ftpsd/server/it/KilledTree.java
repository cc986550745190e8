package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.ftpsd.server.support.FtpTestClient;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a home must hold, of which the last operation may or may not have happened. */
final class KilledTree {

    private static final int LARGEST = 3 << 20;
    private static final int PIECE = 1 << 18;

    private final Path home;
    private final Random random;
    private final List<String> names = IntStream.range(0, 6).mapToObj(i -> "file-" + i).toList();
    private final Map<String, byte[]> certain = new HashMap<>();
    private Map<String, byte[]> possible = certain;
    private int cutOff;

    /** One operation of a client. */
    interface Operation {
        void run(FtpTestClient client) throws IOException;
    }

    KilledTree(Path home, Random random) {
        this.home = home;
        this.random = random;
    }

    List<String> names() {
        return names;
    }

    /** How many operations a kill has met. */
    int cutOff() {
        return cutOff;
    }

    /** The next operation, and with it what there may be from now on. */
    Operation next() throws IOException {
        var name = names.get(random.nextInt(names.size()));
        var other = names.get(random.nextInt(names.size()));
        possible = new HashMap<>(certain);
        var old = certain.get(name);
        return switch (random.nextInt(6)) {
            case 0 -> old == null ? upload("STOR", name, null) : delete(name);
            case 1 -> old == null || name.equals(other) ? upload("STOR", name, null) : rename(name, other, old);
            case 2, 3 -> isBeingReplaced(name) ? upload("STOR", name, null) : upload("APPE", name, old);
            default -> upload("STOR", name, null);
        };
    }

    /** Whether a part of another file waits to replace it: then APPE is 450, until that is sent anew. */
    private boolean isBeingReplaced(String name) throws IOException {
        var part = home.resolve(".ftpsd-part-" + hash("alice\0" + name));
        var old = certain.get(name);
        if (old == null || Files.notExists(part)) {
            return false;
        }
        var come = Files.readAllBytes(part);
        var reach = Math.min(old.length, come.length);
        return !Arrays.equals(old, 0, reach, come, 0, reach);
    }

    private Operation delete(String name) {
        possible.remove(name);
        return client -> client.ask("DELE " + name, 250);
    }

    private Operation rename(String name, String other, byte[] content) {
        possible.remove(name);
        possible.put(other, content);
        return client -> {
            client.ask("RNFR " + name, 350);
            client.ask("RNTO " + other, 250);
        };
    }

    /** Clients send APPE to go on: where something has come of an upload before, it is forgotten first. */
    private Operation upload(String verb, String name, byte @Nullable [] before) {
        var bytes = new byte[random.nextInt(LARGEST)];
        random.nextBytes(bytes);
        var base = before == null ? new byte[0] : before;
        var whole = Arrays.copyOf(base, base.length + bytes.length);
        System.arraycopy(bytes, 0, whole, base.length, bytes.length);
        possible.put(name, whole);
        var actual = verb.equals("APPE") && before == null ? "STOR" : verb;
        return client -> send(client, actual + " " + name, bytes);
    }

    private static void send(FtpTestClient client, String command, byte[] bytes) throws IOException {
        try (var data = client.openData()) {
            client.ask(command, 150);
            client.secure(data);
            for (var at = 0; at < bytes.length; at += PIECE) {
                data.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE)));
            }
            data.end();
            client.expect(226);
        }
    }

    void succeeded() {
        certain.clear();
        certain.putAll(possible);
    }

    /** Looks at the disk: all names as before the last operation, or all as after it. */
    void settle() throws IOException {
        if (possible.equals(certain)) {
            return;
        }
        cutOff++;
        var found = new HashMap<String, byte[]>();
        for (var name : names) {
            if (Files.exists(home.resolve(name))) {
                found.put(name, Files.readAllBytes(home.resolve(name)));
            }
        }
        var expected = isSame(found, possible) ? possible : certain;
        for (var name : names) {
            assertArrayEquals(expected.get(name), found.get(name), name + " is neither old nor new");
        }
        certain.clear();
        certain.putAll(found);
        possible = certain;
    }

    private boolean isSame(Map<String, byte[]> one, Map<String, byte[]> other) {
        return names.stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
    }

    boolean isThere(String name) {
        return Files.exists(home.resolve(name));
    }

    List<String> onDisk() throws IOException {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    long bytesOnDisk() throws IOException {
        var sum = 0L;
        for (var name : onDisk()) {
            sum += Files.size(home.resolve(name));
        }
        return sum;
    }

    List<String> staged() throws IOException {
        return onDisk().stream().filter(name -> !names.contains(name)).toList();
    }

    /** The name that an upload was for, by the way in which names of staged files are made. */
    String nameOfStaged(String file) {
        var found = names.stream().filter(name -> file.equals(".ftpsd-part-" + hash("alice\0" + name))).findFirst();
        assertTrue(found.isPresent(), file + " is a staged file that nobody can go on from");
        return found.get();
    }

    /** Where alice's upload of that name to the directory stands until it is whole. */
    static Path staged(Path directory, String name) {
        return directory.resolve(".ftpsd-part-" + hash("alice\0" + name));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
