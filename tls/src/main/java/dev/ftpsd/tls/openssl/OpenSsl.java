package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Whether this system has an OpenSSL that can be used, and which. Any thread. */
public final class OpenSsl {

    private static final MethodHandle INIT =
            Library.SSL.function("OPENSSL_init_ssl", JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle VERSION = Library.CRYPTO.function("OpenSSL_version", ADDRESS, JAVA_INT);

    /** At exit the library must not tidy up under threads that still encrypt. */
    private static final long NO_ATEXIT = 0x0008_0000L;

    private static final Optional<String> PROBLEM = load();

    private OpenSsl() {}

    /** Why it cannot be used, in one sentence; empty when it can. The first call loads the libraries. */
    public static Optional<String> problem() {
        return PROBLEM;
    }

    /** As the library says it, such as {@code OpenSSL 3.0.18 30 Sep 2025}; empty when there is a {@link #problem}. */
    public static String version() {
        if (PROBLEM.isPresent()) {
            return "";
        }
        try {
            return Library.text((MemorySegment) VERSION.invokeExact(0));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** How many connections have native memory now. */
    public static int liveConnections() {
        return Connection.live();
    }

    private static Optional<String> load() {
        try {
            if (libraryProblem().isEmpty()) {
                // Each class looks its functions up when it is initialized.
                for (var part : List.of(Errors.class, Bio.class, Certificates.class, Ssl.class, Sessions.class,
                        Contexts.class, Ciphers.class, TicketCipher.class, RecordCipher.class, Allocation.class,
                        KeyShares.class,
                        Upcalls.class)) {
                    MethodHandles.lookup().ensureInitialized(part);
                }
            }
            return libraryProblem().or(OpenSsl::initialize);
        } catch (IllegalAccessException | RuntimeException | LinkageError e) {
            return Optional.of("OpenSSL cannot be called: " + e);
        }
    }

    private static Optional<String> libraryProblem() {
        return Library.CRYPTO.problem().or(Library.SSL::problem);
    }

    /** OPENSSL_init_ssl(3): reads the system's configuration of OpenSSL, as every program does. */
    private static Optional<String> initialize() {
        try {
            var done = (int) INIT.invokeExact(NO_ATEXIT, MemorySegment.NULL);
            return done == 1 ? Optional.empty() : Optional.of("OpenSSL does not start: " + Errors.take());
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
