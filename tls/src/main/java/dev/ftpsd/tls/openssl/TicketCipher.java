package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * What encrypts and authenticates tickets: AES-256-CBC with HMAC-SHA-256 behind it (RFC 5077 §4), OpenSSL's own way, with keys
 * of ours. The contexts that it fills belong to OpenSSL, for the time of one callback.
 */
final class TicketCipher {

    /** Of the cipher and of its initialization vector. */
    static final int KEY_OCTETS = 32;
    static final int VECTOR_OCTETS = 16;

    private static final MethodHandle ENCRYPT =
            Library.CRYPTO.function("EVP_EncryptInit_ex", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle DECRYPT =
            Library.CRYPTO.function("EVP_DecryptInit_ex", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle AUTHENTICATE =
            Library.CRYPTO.function("EVP_MAC_CTX_set_params", JAVA_INT, ADDRESS, ADDRESS);

    private TicketCipher() {}

    /** Looked for when the first ticket is made: the library must have been initialized. */
    private static final class Aes {

        private static final MemorySegment CIPHER = Ciphers.named("AES-256-CBC");
    }

    /** EVP_EncryptInit_ex(3): copies the key and the vector. */
    static boolean encrypt(MemorySegment cipherContext, MemorySegment key, MemorySegment vector) {
        return start(ENCRYPT, cipherContext, key, vector);
    }

    /** EVP_DecryptInit_ex(3): copies the key and the vector. */
    static boolean decrypt(MemorySegment cipherContext, MemorySegment key, MemorySegment vector) {
        return start(DECRYPT, cipherContext, key, vector);
    }

    private static boolean start(MethodHandle function, MemorySegment context, MemorySegment key,
            MemorySegment vector) {
        try {
            return (int) function.invokeExact(context, Aes.CIPHER, MemorySegment.NULL, key, vector) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** EVP_MAC_CTX_set_params(3): key and digest of the authentication, which are copied. */
    static boolean authenticate(MemorySegment macContext, MemorySegment parameters) {
        try {
            return (int) AUTHENTICATE.invokeExact(macContext, parameters) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
