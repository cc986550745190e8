package dev.ftpsd.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.s3.S3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.breakOff;
import static dev.ftpsd.storage.StoreProbe.bytes;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static dev.ftpsd.storage.StoreProbe.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where object storage cannot write what the contract says, it refuses, and the old file stands. */
class S3WritingTest extends WritingContract {

    private FileStore files = S3Server.emptyStore();

    @Override
    protected FileStore emptyStore() {
        return S3Server.emptyStore();
    }

    @BeforeEach
    void fill() throws StorageException {
        files = S3Server.emptyStore();
        put(files, "/old", "old content");
        files.makeDirectory(path("/dir"));
    }

    private void assertRefused(WriteMode mode, long offset) throws IOException {
        var refusal = assertFails(Kind.REJECTED, () -> files.openWrite(path("/old"), mode, offset));
        assertTrue(String.valueOf(refusal.getMessage()).contains("from its beginning with STOR"), refusal::toString);
        assertFails(Kind.REJECTED, () -> files.checkRoom(path("/old"), mode, 0));
        assertEquals("old content", get(files, "/old"));
    }

    /** Its reader is told, and gets no mixture of the two. */
    @Override
    @Test
    void a_reader_of_the_replaced_file_reads_the_old_bytes_to_their_end() throws IOException {
        try (var source = files.openRead(path("/old"))) {
            put(files, "/old", "something else");

            assertThrows(IOException.class, () -> source.read(ByteBuffer.allocate(11), 0));
        }
    }

    @Override
    @Test
    void whatever_is_written_the_file_is_the_old_one_until_the_commit() throws IOException {
        try (var sink = files.openWrite(path("/old"), WriteMode.RESUME, 0)) {
            sink.write(bytes("new"));
            assertEquals("old content", get(files, "/old"));
            sink.commit();
        }
        assertEquals("new", get(files, "/old"));
    }

    @Override
    @Test
    void APPEND_adds_at_the_end_and_makes_what_is_not_there() throws IOException {
        assertRefused(WriteMode.APPEND, 0);
        write(files, "/new", WriteMode.APPEND, 0, "new");

        assertEquals("new", get(files, "/new"));
    }

    /** The name is free until the commit, which the storage refuses if somebody else was faster. */
    @Override
    @Test
    void CREATE_NEW_takes_the_name_at_once() throws IOException {
        try (var sink = files.openWrite(path("/dir/new"), WriteMode.CREATE_NEW, 0)) {
            assertEquals(Set.of(), names(files, "/dir"));
            assertFails(Kind.BUSY, () -> files.openWrite(path("/dir/new"), WriteMode.CREATE_NEW, 0));
            sink.write(bytes("mine"));
            sink.commit();
        }
        assertEquals("mine", get(files, "/dir/new"));
    }

    @Override
    @Test
    void RESUME_keeps_what_stands_before_the_offset_and_drops_what_stands_behind() throws IOException {
        assertRefused(WriteMode.RESUME, 4);
    }

    @Override
    @Test
    void RESUME_without_a_byte_cuts_at_the_offset() throws IOException {
        assertRefused(WriteMode.RESUME, 3);
        write(files, "/old", WriteMode.RESUME, 0, "");
        assertEquals("", get(files, "/old"));
    }

    @Override
    @Test
    void a_broken_RESUME_or_APPEND_leaves_the_old_file() throws IOException {
        breakOff(files, "/old", WriteMode.RESUME, 0, "new");
        breakOff(files, "/new", WriteMode.APPEND, 0, "new");

        assertEquals("old content", get(files, "/old"));
        assertEquals(Set.of("old", "dir"), names(files, "/"));
    }

    @Override
    @Test
    void a_RESUME_that_breaks_before_its_first_byte_changes_nothing() throws IOException {
        breakOff(files, "/old", WriteMode.RESUME, 0, "");

        assertEquals("old content", get(files, "/old"));
    }

    @Override
    @Test
    void RESUME_beyond_the_end_is_OUT_OF_RANGE() throws IOException {
        assertFails(Kind.OUT_OF_RANGE, () -> files.openWrite(path("/old"), WriteMode.RESUME, 12));
        assertFails(Kind.OUT_OF_RANGE, () -> files.openWrite(path("/new"), WriteMode.RESUME, 1));
        assertRefused(WriteMode.RESUME, 11);
    }

    @Override
    @Test
    void PATCH_keeps_what_stands_before_and_behind() throws IOException {
        assertRefused(WriteMode.PATCH, 4);
        assertRefused(WriteMode.PATCH, 0);
    }

    @Override
    @Test
    void a_broken_PATCH_changes_nothing_and_leaves_nothing_to_go_on_from() throws IOException {
        assertRefused(WriteMode.PATCH, 4);
        assertTrue(files.partOf(path("/old")).isEmpty());
    }

    @Override
    @Test
    void a_sink_counts_what_went_through_it_and_takes_all_that_remains() throws IOException {
        try (var sink = files.openWrite(path("/old"), WriteMode.REPLACE, 0)) {
            var source = bytes("12345");
            source.get();
            sink.write(source);
            assertEquals(0, source.remaining());
            assertEquals(4, sink.written());
            sink.commit();
        }
        assertEquals("2345", get(files, "/old"));
    }
}
