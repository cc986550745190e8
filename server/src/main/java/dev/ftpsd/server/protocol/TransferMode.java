package dev.ftpsd.server.protocol;

/** How bytes stand on the data connection: MODE (RFC 959 §3.4). */
public enum TransferMode {
    /** As they are: MODE S. */
    STREAM,
    /** As one zlib stream: MODE Z (draft-preston-ftpext-deflate-04). */
    DEFLATE
}
