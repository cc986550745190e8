package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Cleaner;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * Makes keys of {@link X25519}, by EVP_PKEY_generate(3): each is a new one. What it is made with stays, since to look for it costs as much
 * again. Each thread has its own.
 */
final class KeyMaker {

    private static final Cleaner CLEANER = Cleaner.create();

    private static final MethodHandle NEW =
            Library.CRYPTO.function("EVP_PKEY_CTX_new_from_name", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.CRYPTO.procedure("EVP_PKEY_CTX_free", ADDRESS);
    private static final MethodHandle BEGIN = Library.CRYPTO.function("EVP_PKEY_keygen_init", JAVA_INT, ADDRESS);
    private static final MethodHandle MAKE = Library.CRYPTO.function("EVP_PKEY_generate", JAVA_INT, ADDRESS, ADDRESS);

    private static final ThreadLocal<KeyMaker> OWN = ThreadLocal.withInitial(KeyMaker::new);

    private final MemorySegment context;
    private final boolean isAble;

    private KeyMaker() {
        try (var memory = Arena.ofConfined()) {
            var made = (MemorySegment) NEW.invokeExact(MemorySegment.NULL, memory.allocateFrom("X25519"),
                    MemorySegment.NULL);
            this.context = made;
            CLEANER.register(this, () -> free(made));
            this.isAble = made.address() != 0 && (int) BEGIN.invokeExact(made) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** The running thread's. */
    static KeyMaker own() {
        return OWN.get();
    }

    /** A key, which the caller frees; NULL where OpenSSL has no such group, as with some providers. */
    MemorySegment make(Arena memory) {
        var key = memory.allocate(ADDRESS);
        try {
            return isAble && (int) MAKE.invokeExact(context, key) == 1 ? key.get(ADDRESS, 0) : MemorySegment.NULL;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    private static void free(MemorySegment context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
