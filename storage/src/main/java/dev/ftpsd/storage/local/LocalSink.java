package dev.ftpsd.storage.local;

import dev.ftpsd.storage.FileSink;

/** An upload to this machine. */
interface LocalSink extends FileSink {

    /** Bytes of the old file that are copied before its first one is written, or by a commit without any. */
    long copied();
}
