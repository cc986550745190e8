package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * The cipher of one direction under TLS 1.3 (RFC 8446 §5.2), by EVP_EncryptInit(3): records in native memory, under the numbers that the
 * caller gives them. One thread at a time; nothing may be called behind {@link #free}.
 *
 * <p>Six calls make a record, so their pointers are plain numbers: as segments they cost a tenth of the encryption.
 */
final class RecordCipher {

    /** Type, version and length. */
    static final int HEADER_OCTETS = 5;
    /** What stands at the end of each record, under every {@link Suite13}. */
    static final int TAG_OCTETS = 16;
    static final int NONCE_OCTETS = 12;

    private static final ValueLayout.OfLong NUMBER = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long NULL = 0;
    /** In the memory of each: the number of a record, how much a call has made, and the last octet. */
    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 24;
    private static final int SCRATCH_OCTETS = 32;

    private static final int GET_TAG = 0x10;
    private static final int SET_TAG = 0x11;
    private static final int DECRYPT = 0;
    private static final int ENCRYPT = 1;
    private static final int AS_BEFORE = -1;

    private static final MethodHandle NEW = Library.CRYPTO.function("EVP_CIPHER_CTX_new", ADDRESS);
    private static final MethodHandle FREE = Library.CRYPTO.procedure("EVP_CIPHER_CTX_free", ADDRESS);
    private static final MethodHandle BEGIN = Library.CRYPTO.function("EVP_CipherInit_ex", JAVA_INT, ADDRESS, ADDRESS,
            ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle INIT = Library.CRYPTO.quick("EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle UPDATE = Library.CRYPTO.quick("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FINAL =
            Library.CRYPTO.quick("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CONTROL =
            Library.CRYPTO.quick("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);

    private final MemorySegment context;
    private final MemorySegment scratch = Allocation.of(SCRATCH_OCTETS);
    private final long vector;

    private RecordCipher(TrafficKeys keys, int direction) {
        var begins = MemorySegment.ofArray(keys.vector());
        MemorySegment.copy(begins, 0, scratch, 0, NONCE_OCTETS);
        this.vector = begins.get(NUMBER, Integer.BYTES);
        this.context = make(scratch);
        try {
            begin(Ciphers.named(keys.cipher()), keys.key(), direction);
        } catch (RuntimeException | Error e) {
            free();
            throw e;
        }
    }

    static RecordCipher encrypting(TrafficKeys keys) {
        return new RecordCipher(keys, ENCRYPT);
    }

    static RecordCipher decrypting(TrafficKeys keys) {
        return new RecordCipher(keys, DECRYPT);
    }

    private static MemorySegment make(MemorySegment scratch) {
        try {
            var made = (MemorySegment) NEW.invokeExact();
            if (made.address() == NULL) {
                Allocation.free(scratch);
                throw new OutOfMemoryError("OpenSSL has no memory for a cipher");
            }
            return made;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    private void begin(MemorySegment cipher, byte[] key, int direction) {
        try (var memory = Arena.ofConfined()) {
            var copy = memory.allocateFrom(JAVA_BYTE, key);
            Arrays.fill(key, (byte) 0);
            var result =
                    (int) BEGIN.invokeExact(context, cipher, MemorySegment.NULL, copy, MemorySegment.NULL, direction);
            copy.fill((byte) 0);
            demand(result);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
    }

    /** How long a record of so much text is, which may be none. */
    static int octets(int plain) {
        return HEADER_OCTETS + plain + 1 + TAG_OCTETS;
    }

    /** How much comes of a record of that length, its type and padding included; below 1 where none is so short. */
    static int innerOctets(long record) {
        return Math.toIntExact(record) - HEADER_OCTETS - TAG_OCTETS;
    }

    /**
     * Makes one record.
     *
     * @param number of the record, from 0; the same one must never be given to anything else
     * @param type of what is in it
     * @param plain native memory
     * @param target room for {@link #octets}, native memory
     * @return how long the record is
     */
    int seal(long number, int type, MemorySegment plain, MemorySegment target) {
        var length = Math.toIntExact(plain.byteSize());
        var record = octets(length);
        var to = addressOf(target, record);
        var inner = record - HEADER_OCTETS;
        target.set(JAVA_BYTE, 0, (byte) Records.APPLICATION_DATA);
        target.set(JAVA_BYTE, 1, (byte) 3);
        target.set(JAVA_BYTE, 2, (byte) 3);
        target.set(JAVA_BYTE, 3, (byte) (inner >> Byte.SIZE));
        target.set(JAVA_BYTE, 4, (byte) inner);
        scratch.set(JAVA_BYTE, TYPE_AT, (byte) type);
        try {
            var body = start(number, to);
            update(body, addressOf(plain, length), length);
            update(body + length, scratch.address() + TYPE_AT, 1);
            demand(end(body + length + 1));
            demand((int) CONTROL.invokeExact(context.address(), GET_TAG, TAG_OCTETS, body + length + 1));
        } catch (Throwable e) {
            throw Library.unexpected(e);
        } finally {
            Reference.reachabilityFence(plain);
            Reference.reachabilityFence(target);
        }
        return record;
    }

    /**
     * Opens one record. If it is not the other side's, the target holds what nobody may look at.
     *
     * @param number of the record, from 0
     * @param record with its header, native memory
     * @param target room for {@link #innerOctets}, which must be 1 or more; native memory
     * @return whether it is the other side's record of that number
     */
    boolean open(long number, MemorySegment record, MemorySegment target) {
        var length = innerOctets(record.byteSize());
        var to = addressOf(target, length);
        try {
            var body = start(number, addressOf(record, record.byteSize()));
            demand((int) CONTROL.invokeExact(context.address(), SET_TAG, TAG_OCTETS, body + length));
            update(to, body, length);
            return end(to + length) == 1;
        } catch (Throwable e) {
            throw Library.unexpected(e);
        } finally {
            Reference.reachabilityFence(record);
            Reference.reachabilityFence(target);
        }
    }

    /** The address of so many octets that are there. */
    private static long addressOf(MemorySegment memory, long octets) {
        Objects.checkFromIndexSize(0, octets, memory.byteSize());
        if (!memory.isNative()) {
            throw new IllegalArgumentException("not native memory");
        }
        return memory.address();
    }

    /** Begins a record, with the header that stands there; where its body is. */
    private long start(long number, long record) throws Throwable {
        scratch.set(NUMBER, Integer.BYTES, vector ^ number);
        demand((int) INIT.invokeExact(context.address(), NULL, NULL, NULL, scratch.address(), AS_BEFORE));
        update(NULL, record, HEADER_OCTETS);
        return record + HEADER_OCTETS;
    }

    private void update(long to, long from, int octets) throws Throwable {
        demand((int) UPDATE.invokeExact(context.address(), to, scratch.address() + LENGTH_AT, from, octets));
    }

    private int end(long to) throws Throwable {
        return (int) FINAL.invokeExact(context.address(), to, scratch.address() + LENGTH_AT);
    }

    private static void demand(int result) {
        if (result != 1) {
            throw new IllegalStateException("OpenSSL does not take a record: " + Errors.take());
        }
    }

    /** Frees the native side; once. */
    void free() {
        try {
            FREE.invokeExact(context);
        } catch (Throwable e) {
            throw Library.unexpected(e);
        }
        Allocation.free(scratch);
    }
}
