package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * One direction's cipher with the number of its next record, and the keys that follow (RFC 8446 §5.3 and §7.2). One thread at a time;
 * nothing may be called behind {@link #free}.
 */
final class NumberedCipher {

    private final Function<TrafficKeys, RecordCipher> direction;
    private TrafficKeys keys;
    private RecordCipher cipher;
    private long number;

    private NumberedCipher(Function<TrafficKeys, RecordCipher> direction, TrafficKeys keys, long number) {
        this.direction = direction;
        this.keys = keys;
        this.cipher = direction.apply(keys);
        this.number = number;
    }

    /** @param number of the next record */
    static NumberedCipher encrypting(TrafficKeys keys, long number) {
        return new NumberedCipher(RecordCipher::encrypting, keys, number);
    }

    /** @param number of the next record */
    static NumberedCipher decrypting(TrafficKeys keys, long number) {
        return new NumberedCipher(RecordCipher::decrypting, keys, number);
    }

    /** As {@link RecordCipher#seal}; the number has served then, whatever comes of it. */
    int seal(int type, MemorySegment plain, MemorySegment target) {
        return cipher.seal(number++, type, plain, target);
    }

    /** As {@link RecordCipher#open}; only a record that is the next one counts. */
    boolean open(MemorySegment record, MemorySegment target) {
        if (!cipher.open(number, record, target)) {
            return false;
        }
        number++;
        return true;
    }

    /** The number of the next record. */
    long number() {
        return number;
    }

    /** Counts records that somebody else has made. */
    void skip(long records) {
        if (records < 0) {
            throw new IllegalArgumentException("no number serves twice");
        }
        number += records;
    }

    /** Goes on under the next keys, from number 0. */
    void changeKeys() {
        var next = keys.next();
        var fresh = direction.apply(next);
        free();
        keys = next;
        cipher = fresh;
        number = 0;
    }

    /** Frees the native side; once. */
    void free() {
        cipher.free();
        keys.forget();
    }
}
