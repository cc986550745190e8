package dev.ftpsd.tls.openssl;

import java.lang.foreign.ValueLayout;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is missing is a sentence and never a crash. */
class LibraryTest {

    @Test
    void a_library_that_is_not_there_is_named_and_its_functions_throw() {
        var library = new Library("libnothing.so.9");
        var function = library.function("SSL_nothing", ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);

        assertEquals(Optional.of("libnothing.so.9 is not on this system"), library.problem());
        var failure = assertThrows(IllegalStateException.class, () -> {
            var _ = (int) function.invokeExact(1L);
        });
        assertEquals("libnothing.so.9 is missing", failure.getMessage());
    }

    @Test
    void a_function_that_is_not_there_is_named() {
        var library = new Library("libc.so.6");
        var function = library.procedure("SSL_nothing");

        assertTrue(library.problem().orElseThrow().contains("has no function SSL_nothing"));
        assertThrows(IllegalStateException.class, function::invokeExact);
    }
}
