package dev.ftpsd.tls;

import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files with lists of revoked certificates. */
class RevocationListsTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("clients.crl");
    }

    private static String problem(Path file) {
        return String.valueOf(
                assertThrows(KeyMaterialException.class, () -> TrustFiles.revocationLists(file)).getMessage());
    }

    @Test
    void several_lists_of_one_file_are_read() throws Exception {
        var lists = List.of(new TestAuthority("One").revoked(tomorrow), new TestAuthority("Other").revoked(tomorrow));
        KeyFolder.write(file, lists.toArray());

        assertEquals(lists, TrustFiles.revocationLists(file));
    }

    @Test
    void a_list_of_a_large_authority_is_read() throws Exception {
        var serials = IntStream.range(1, 40_000).mapToObj(number -> BigInteger.valueOf(number).shiftLeft(64)).toList();
        var list = new TestAuthority("Large").revoked(tomorrow, serials);

        Files.write(file, list.getEncoded());
        assertTrue(Files.size(file) > MIB, file::toString);
        assertEquals(List.of(list), TrustFiles.revocationLists(file));
        KeyFolder.write(file, list);
        assertEquals(List.of(list), TrustFiles.revocationLists(file));
    }

    @Test
    void a_file_that_no_list_is_as_large_as_is_not_read() throws Exception {
        try (var image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(64 * MIB + 1);
        }

        assertEquals(
                file + ": is larger than 64 MiB, and no larger list of revoked certificates is read; name another file,"
                        + " or set client-ocsp",
                problem(file));
    }

    @Test
    void a_file_without_a_list_is_refused() throws Exception {
        KeyFolder.write(file, new TestAuthority("Root").certificate());
        assertTrue(problem(file).startsWith(file + ": holds no list of revoked certificates"), problem(file));
        Files.writeString(file, "no list");
        assertTrue(problem(file).startsWith(file + ": the list of revoked certificates cannot be read"), problem(file));
    }
}
