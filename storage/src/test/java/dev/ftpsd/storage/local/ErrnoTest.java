package dev.ftpsd.storage.local;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What our own calls say is told in the words in which java.nio tells it: both are looked for by one list of words. */
@EnabledOnOs(OS.LINUX)
class ErrnoTest {

    @SuppressWarnings("restricted")
    private static String strerror(int number) throws Throwable {
        var linker = Linker.nativeLinker();
        var strerror = linker.downcallHandle(linker.defaultLookup().findOrThrow("strerror"),
                FunctionDescriptor.of(ADDRESS, JAVA_INT));
        return ((MemorySegment) strerror.invokeExact(number)).reinterpret(Integer.MAX_VALUE).getString(0);
    }

    /** 116, ESTALE, is what NFS says of a file that another machine has replaced. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 16, 18, 21, 22, 23, 24, 26, 28, 30, 36, 40, 84, 116, 122})
    void the_words_are_those_of_the_system(int number) throws Throwable {
        var failure = assertThrows(FileSystemException.class, () -> Errno.checked(-number, "/srv/home/x"));

        assertEquals(strerror(number), failure.getReason());
        assertEquals("/srv/home/x", failure.getFile());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 116})
    void what_is_no_error_is_the_result(int result) throws IOException {
        assertEquals(result, Errno.checked(result, "/srv/home/x"));
    }
}
