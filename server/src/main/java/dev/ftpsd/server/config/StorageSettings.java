package dev.ftpsd.server.config;

import java.time.Duration;

/**
 * How files are written.
 *
 * @param umask the permission bits that new files and directories do not get, 0 to 0777; default 027
 * @param upload whether an upload is seen before it is whole; default atomic
 * @param keepPartial how long the part of a broken atomic upload waits to be resumed; 0s discards it; default 24h
 * @param sync what is forced to the disk before 226; default none
 * @param symlinks which symbolic links are followed; default inside
 * @param receipts whether the client is told the hash of what it has uploaded; default off
 * @param s3 where homes in object storage are
 */
public record StorageSettings(int umask, UploadMode upload, Duration keepPartial, Sync sync, Symlinks symlinks,
        Receipts receipts, S3Settings s3) {

    public static final StorageSettings DEFAULTS = new StorageSettings(0b000_010_111, UploadMode.ATOMIC,
            Duration.ofHours(24), Sync.NONE, Symlinks.INSIDE, Receipts.OFF, S3Settings.DEFAULTS);

    public StorageSettings {
        Checks.that(umask >= 0 && umask <= 0b111_111_111, "umask must be 000 to 777");
        Checks.notNegative(keepPartial, "keep-partial");
    }

    /** Whether an upload is seen before it is whole. */
    public enum UploadMode implements Worded {
        /** Written aside and renamed when whole. */
        ATOMIC,
        /** Written in place: a reader may see half a file. */
        DIRECT
    }

    /** What is forced to the disk before 226 is sent. */
    public enum Sync implements Worded {
        NONE, FILE,
        /** The file and the directory that names it: after 226 the upload survives a power cut. */
        FILE_AND_DIRECTORY;

        @Override
        public String word() {
            return this == FILE_AND_DIRECTORY ? "file+dir" : Worded.super.word();
        }
    }

    /** Which symbolic links are followed. */
    public enum Symlinks implements Worded {
        /** Those that end inside the user's home or a mounted directory. */
        INSIDE, DENY
    }

    /** Whether uploads are hashed as they come. */
    public enum Receipts implements Worded {
        OFF, SHA_256
    }
}
