package dev.ftpsd.tls.openssl;

/**
 * The numbers of OpenSSL's next records behind a handshake of TLS 1.3, as far as they can be told from outside, and who opens the next.
 * Whoever goes by a number has it confirmed: see {@link Rehearsal}, and {@link RecordReading#hasRead}.
 */
final class RecordCount {

    private long written;
    private long read;
    private boolean isReadKnown = true;
    private boolean isReadingOver;

    /** OpenSSL has made records of so many octets. */
    void wrote(long plainOctets) {
        written += RecordWriter.records(plainOctets);
    }

    /** OpenSSL has made a record of its own accord. */
    void wroteOne() {
        written++;
    }

    /** OpenSSL has opened one record. */
    void readOne() {
        read++;
    }

    long written() {
        return written;
    }

    long read() {
        return read;
    }

    /** OpenSSL opens records from here on that nobody counts. */
    void leaveToOpenSsl() {
        isReadKnown = false;
    }

    boolean isReadKnown() {
        return isReadKnown;
    }

    /**
     * Records have been opened by somebody else. OpenSSL stands where that began, and must open none any more: it would take again what came
     * then, from whoever has kept it.
     */
    void endReading() {
        isReadingOver = true;
    }

    boolean isReadingOver() {
        return isReadingOver;
    }
}
