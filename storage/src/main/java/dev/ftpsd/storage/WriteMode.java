package dev.ftpsd.storage;

/** How the bytes of an upload meet those that are there. */
public enum WriteMode {
    /** The file becomes exactly what is written: STOR. */
    REPLACE,
    /** Bytes are added at the end; the file is made where there is none: APPE. */
    APPEND,
    /** As REPLACE, but nothing may stand there: STOU. */
    CREATE_NEW,
    /** Bytes before the offset stay, those behind it are replaced: REST and STOR (RFC 3659 §5). */
    RESUME,
    /** Bytes before the offset and behind those that are written stay: RANG and STOR (draft-bryan-ftp-range-08 §4.3). */
    PATCH;

    /** Whether the first byte may go elsewhere than to the beginning. */
    public boolean takesOffset() {
        return this == RESUME || this == PATCH;
    }
}
