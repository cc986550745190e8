package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.security.GeneralSecurityException;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** Certificates (X509), private keys (EVP_PKEY) and lists of certificates (STACK_OF(X509)), from DER and back. */
final class Certificates {

    private static final MethodHandle DECODE =
            Library.CRYPTO.function("d2i_X509", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle ENCODE = Library.CRYPTO.function("i2d_X509", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle FREE = Library.CRYPTO.procedure("X509_free", ADDRESS);
    private static final MethodHandle DECODE_KEY =
            Library.CRYPTO.function("d2i_AutoPrivateKey", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle FREE_KEY = Library.CRYPTO.procedure("EVP_PKEY_free", ADDRESS);
    private static final MethodHandle COUNT = Library.CRYPTO.function("OPENSSL_sk_num", JAVA_INT, ADDRESS);
    private static final MethodHandle AT = Library.CRYPTO.function("OPENSSL_sk_value", ADDRESS, ADDRESS, JAVA_INT);

    private Certificates() {}

    /** d2i_X509(3): a certificate that the caller frees. */
    static MemorySegment decode(byte[] der) throws GeneralSecurityException {
        try (var memory = Arena.ofConfined()) {
            var certificate = decode(DECODE, memory.allocateFrom(ValueLayout.JAVA_BYTE, der), memory);
            if (certificate.address() == 0) {
                throw new GeneralSecurityException("OpenSSL cannot read a certificate: " + Errors.take());
            }
            return certificate;
        }
    }

    /** d2i_AutoPrivateKey(3): a key out of PKCS#8 that the caller frees; no copy of it stays in our memory. */
    static MemorySegment decodeKey(byte[] pkcs8) throws GeneralSecurityException {
        try (var memory = Arena.ofConfined()) {
            var der = memory.allocateFrom(ValueLayout.JAVA_BYTE, pkcs8);
            var key = decode(DECODE_KEY, der, memory);
            der.fill((byte) 0);
            if (key.address() == 0) {
                throw new GeneralSecurityException("OpenSSL cannot read the private key: " + Errors.take());
            }
            return key;
        }
    }

    /** Both functions take a pointer to a pointer into the DER, which they move. */
    private static MemorySegment decode(MethodHandle function, MemorySegment der, Arena memory) {
        Errors.clear();
        try {
            return (MemorySegment) function.invokeExact(MemorySegment.NULL, memory.allocateFrom(ADDRESS, der),
                    der.byteSize());
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** i2d_X509(3): the certificate in DER, in memory of ours; the certificate stays whose it was. */
    static byte[] encode(MemorySegment certificate) {
        try (var memory = Arena.ofConfined()) {
            var length = (int) ENCODE.invokeExact(certificate, MemorySegment.NULL);
            if (length <= 0) {
                throw new IllegalStateException("OpenSSL cannot encode a certificate: " + Errors.take());
            }
            var der = memory.allocate(length);
            var _ = (int) ENCODE.invokeExact(certificate, memory.allocateFrom(ADDRESS, der));
            return der.toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** X509_free(3): gives up a reference of the caller's. NULL is taken. */
    static void free(MemorySegment certificate) {
        try {
            FREE.invokeExact(certificate);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** EVP_PKEY_free(3): gives up a reference of the caller's; the last one wipes the key. NULL is taken. */
    static void freeKey(MemorySegment key) {
        try {
            FREE_KEY.invokeExact(key);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** OPENSSL_sk_num(3): how many certificates are in a list; none in NULL. */
    static int count(MemorySegment list) {
        try {
            return list.address() == 0 ? 0 : (int) COUNT.invokeExact(list);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** OPENSSL_sk_value(3): one of a list; it belongs to the list. */
    static MemorySegment at(MemorySegment list, int index) {
        try {
            return (MemorySegment) AT.invokeExact(list, index);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }
}
