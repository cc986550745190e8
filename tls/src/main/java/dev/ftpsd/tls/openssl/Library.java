package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The system's libcrypto and libssl, found by name where the system's loader finds them. Neither an absent library nor a
 * missing function throws here: the {@link #problem} is kept, and calling what is missing throws.
 *
 * <p>The libraries are never unloaded. All that can break the JVM when it is used wrongly stands in this class.
 */
// The methods are restricted because they trust their arguments: the descriptors and lengths that are given here.
@SuppressWarnings("restricted")
final class Library {

    private static final int LONGEST_TEXT = 1024;
    /** Certificates, keys, memory and errors. */
    static final Library CRYPTO = new Library("libcrypto.so.3");

    /** TLS itself. */
    static final Library SSL = new Library("libssl.so.3");

    private final String name;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final @Nullable SymbolLookup symbols;

    /** Looks for a library; the two above are those that are used. */
    Library(String name) {
        this.name = name;
        this.symbols = find();
    }

    private @Nullable SymbolLookup find() {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException e) {
            problems.add(name + " is not on this system");
        } catch (IllegalCallerException e) {
            problems.add(name + " may not be called: the JVM was started without --enable-native-access=ALL-UNNAMED");
        } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
            problems.add(name + " cannot be called: " + e.getMessage());
        }
        return null;
    }

    /** What stands in the way of using the functions that were asked for up to now; empty when all are there. */
    Optional<String> problem() {
        return problems.stream().findFirst();
    }

    /** A function that gives something back. */
    MethodHandle function(String function, MemoryLayout result, MemoryLayout... parameters) {
        return handle(function, FunctionDescriptor.of(result, parameters));
    }

    /** A function that gives nothing back. */
    MethodHandle procedure(String function, MemoryLayout... parameters) {
        return handle(function, FunctionDescriptor.ofVoid(parameters));
    }

    /**
     * A short function that never calls back into Java and never waits. It may be given heap memory, and the thread stays in
     * the state of one that runs Java: a garbage collection waits for its end.
     */
    MethodHandle quick(String function, MemoryLayout result, MemoryLayout... parameters) {
        return handle(function, FunctionDescriptor.of(result, parameters), Linker.Option.critical(true));
    }

    private MethodHandle handle(String function, FunctionDescriptor descriptor, Linker.Option... options) {
        if (symbols == null) {
            return missing(name + " is missing", descriptor);
        }

        var address = symbols.find(function);
        if (address.isEmpty()) {
            var problem = name + " has no function " + function + "; OpenSSL 3.0 or later is needed";
            problems.add(problem);
            return missing(problem, descriptor);
        }
        return Linker.nativeLinker().downcallHandle(address.get(), descriptor, options);
    }

    private static MethodHandle missing(String problem, FunctionDescriptor descriptor) {
        var type = descriptor.toMethodType();
        var thrower = MethodHandles.throwException(type.returnType(), IllegalStateException.class)
                .bindTo(new IllegalStateException(problem));
        return MethodHandles.dropArguments(thrower, 0, type.parameterList());
    }

    /** A pointer to {@code length} octets that belong to the library. */
    static MemorySegment memory(MemorySegment start, long length) {
        return start.reinterpret(length);
    }

    /** A constant text of the library's, up to its zero; empty for NULL. */
    static String text(MemorySegment start) {
        return start.address() == 0 ? "" : start.reinterpret(LONGEST_TEXT).getString(0);
    }

    /** A pointer through which C calls {@code target}, for as long as the JVM runs. */
    static MemorySegment stub(MethodHandle target, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global());
    }

    /** What a call threw: functions of C throw nothing, so it is an error of ours or of the JVM. */
    static RuntimeException unexpected(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }
}
