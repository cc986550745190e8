package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static java.lang.foreign.ValueLayout.ADDRESS;

/** Ciphers by OpenSSL's names, each looked for once. Any thread. */
final class Ciphers {

    private static final MethodHandle FETCH =
            Library.CRYPTO.function("EVP_CIPHER_fetch", ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    private static final Map<String, MemorySegment> FOUND = new ConcurrentHashMap<>();

    private Ciphers() {}

    /**
     * EVP_CIPHER_fetch(3): kept for as long as the JVM runs.
     *
     * @throws IllegalStateException if there is none of that name
     */
    static MemorySegment named(String name) {
        return FOUND.computeIfAbsent(name, Ciphers::fetch);
    }

    private static MemorySegment fetch(String name) {
        try (var memory = Arena.ofConfined()) {
            var cipher = (MemorySegment) FETCH.invokeExact(MemorySegment.NULL, memory.allocateFrom(name),
                    MemorySegment.NULL);
            if (cipher.address() == 0) {
                throw new IllegalStateException("OpenSSL has no " + name + ": " + Errors.take());
            }
            return cipher;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
