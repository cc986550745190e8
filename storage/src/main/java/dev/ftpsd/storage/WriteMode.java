package dev.ftpsd.storage;

/** How the bytes of an upload meet those that are there. */
public enum WriteMode {
    /** The file becomes exactly what is written: STOR. */
    REPLACE,
    /** Bytes are added at the end; the file is made where there is none: APPE. */
    APPEND,
    /** As REPLACE, but nothing may stand there: STOU. */
    CREATE_NEW,
    /**
     * As CREATE_NEW, but where the bytes stand aside until the commit the name is not taken before: STOR of whoever may not overwrite.
     * Whoever collects what comes in must not find an empty file while it comes, nor a kill leave one.
     */
    CREATE_LATE,
    /** Bytes before the offset stay, those behind it are replaced: REST and STOR (RFC 3659 §5). */
    RESUME,
    /** Bytes before the offset and behind those that are written stay: RANG and STOR (draft-bryan-ftp-range-08 §4.3). */
    PATCH;

    /** Whether nothing may stand there. */
    public boolean isNew() {
        return this == CREATE_NEW || this == CREATE_LATE;
    }

    /** Whether the first byte may go elsewhere than to the beginning. */
    public boolean takesOffset() {
        return this == RESUME || this == PATCH;
    }
}
