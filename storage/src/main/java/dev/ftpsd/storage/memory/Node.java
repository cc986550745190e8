package dev.ftpsd.storage.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import dev.ftpsd.storage.FileEntry;
import dev.ftpsd.storage.FileEntry.Kind;

/** A file or a directory. The tree's monitor guards it. */
sealed interface Node {

    FileEntry entry(String name);

    void setModified(Instant modified);

    /**
     * Sets the permission bits.
     *
     * @param bits 0 to 0777
     */
    void setMode(int bits);

    /** The entries of one directory. */
    final class Directory implements Node {

        private final Map<String, Node> children = new HashMap<>();
        private final InstantSource clock;
        private final long id;
        private Instant modified;
        private int mode = 0755;

        Directory(InstantSource clock, long id) {
            this.clock = clock;
            this.id = id;
            this.modified = clock.instant();
        }

        Map<String, Node> children() {
            return Collections.unmodifiableMap(children);
        }

        void put(String name, Node node) {
            children.put(name, node);
            modified = clock.instant();
        }

        void remove(String name) {
            children.remove(name);
            modified = clock.instant();
        }

        @Override
        public FileEntry entry(String name) {
            return new FileEntry(name, Kind.DIRECTORY, 0, modified, Long.toHexString(id), mode);
        }

        @Override
        public void setModified(Instant time) {
            modified = time;
        }

        @Override
        public void setMode(int bits) {
            mode = bits;
        }
    }

    /** The bytes of one file. They are shared with its readers and never change: new ones take their place. */
    final class File implements Node {

        private final InstantSource clock;
        private final long id;
        private byte[] content = {};
        private Instant modified;
        private int mode = 0644;

        File(InstantSource clock, long id) {
            this.clock = clock;
            this.id = id;
            this.modified = clock.instant();
        }

        byte[] content() {
            return content;
        }

        /** @param bytes owned by this file from now on */
        void setContent(byte[] bytes) {
            content = bytes;
            modified = clock.instant();
        }

        @Override
        public FileEntry entry(String name) {
            return new FileEntry(name, Kind.FILE, content.length, modified, Long.toHexString(id), mode);
        }

        @Override
        public void setModified(Instant time) {
            modified = time;
        }

        @Override
        public void setMode(int bits) {
            mode = bits;
        }
    }
}
