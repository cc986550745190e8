package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;

/**
 * Makes the records of our side (RFC 8446 §5.2), each with the next number, and changes the keys before they have served too long. One
 * thread at a time; nothing may be called behind {@link #free}.
 */
final class RecordWriter {

    /** RFC 8446 §5.5 allows AES-GCM 2^24.5 full records: this is 256 GiB. */
    static final long MOST_RECORDS = 1L << 24;

    /** Whoever makes room for records makes room for one KeyUpdate before them, too. */
    private static final int UPDATE_RECORD = RecordCipher.octets(Messages.UPDATE_OCTETS);

    private final long mostRecords;
    private final NumberedCipher cipher;
    private int updatesDue;

    /** @param number of the next record */
    RecordWriter(TrafficKeys keys, long number) {
        this(keys, number, MOST_RECORDS);
    }

    /**
     * The same with a bound of its own.
     *
     * @param mostRecords under one key, more than a call makes
     */
    RecordWriter(TrafficKeys keys, long number, long mostRecords) {
        this.cipher = NumberedCipher.encrypting(keys, number);
        this.mostRecords = mostRecords;
    }

    /** Into how many records so much goes. */
    static long records(long plainOctets) {
        return (plainOctets + TlsSession.APPLICATION_OCTETS - 1) / TlsSession.APPLICATION_OCTETS;
    }

    /** The room that {@link #write} needs for so much, and whatever of it {@link #add} makes behind that. */
    static long octets(long plainOctets) {
        return plainOctets + records(plainOctets) * RecordCipher.octets(0) + UPDATE_RECORD;
    }

    /** Makes as many records as it takes, behind a KeyUpdate if one is due; gives their length. */
    long write(MemorySegment plain, MemorySegment target) {
        var updated = updateIfDue(target);
        return updated + add(plain, target.asSlice(updated));
    }

    /** Makes more of them for the same room: a KeyUpdate that has come due meanwhile has room in the next. */
    long add(MemorySegment plain, MemorySegment target) {
        var written = 0L;
        for (var at = 0L; at < plain.byteSize(); at += TlsSession.APPLICATION_OCTETS) {
            var part = plain.asSlice(at, Math.min(TlsSession.APPLICATION_OCTETS, plain.byteSize() - at));
            written += cipher.seal(Records.APPLICATION_DATA, part, target.asSlice(written));
        }
        return written;
    }

    private long updateIfDue(MemorySegment target) {
        if (updatesDue == 0 && cipher.number() < mostRecords) {
            return 0;
        }
        updatesDue = 0;
        var length = cipher.seal(Records.HANDSHAKE, Messages.SENT_UPDATE, target);
        cipher.changeKeys();
        return length;
    }

    /** The other side wants our keys to be changed, which has time until there is something to write; one change answers all. */
    void demandUpdate() {
        updatesDue++;
    }

    /** How often it has asked since it was answered. */
    int updatesDue() {
        return updatesDue;
    }

    /** Makes the record of close_notify; gives its length. */
    int closeNotify(MemorySegment target) {
        return cipher.seal(Messages.ALERT, Messages.SENT_CLOSE_NOTIFY, target);
    }

    /** Makes a record of a type of its own; gives its length. */
    int write(int type, MemorySegment plain, MemorySegment target) {
        return cipher.seal(type, plain, target);
    }

    /** Counts records that somebody else has made. */
    void skip(long records) {
        cipher.skip(records);
    }

    /** Frees the native side; once. */
    void free() {
        cipher.free();
    }
}
