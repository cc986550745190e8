package dev.ftpsd.server.config;

/** What hooks may be told of, by the word that the event log has for it as well. */
public enum Happening implements Worded {
    /** A file has come: STOR, STOU, APPE. */
    UPLOAD,
    /** What was asked for of a file has gone out: RETR. */
    DOWNLOAD,
    /** A file or a link is gone: DELE. */
    DELETE,
    /** A file or a directory has another name: RNTO. */
    RENAME,
    /** A directory was made: MKD, and STOR, APPE and STOU of devices. */
    MKDIR,
    /** A directory is gone: RMD. */
    RMDIR,
    /** Somebody has come in. The only one without a path. */
    LOGIN
}
