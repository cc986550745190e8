package dev.ftpsd.server.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.storage.FileSource;
import dev.ftpsd.storage.StorageException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that end early, break or have no end, and what of them is held at a time. */
final class HashingTest {

    private final Transfer transfer = new Transfer("HASH", new DataEndpoint.Unset());

    /** So many bytes of zero, in reads of at most 1000 bytes; then the end, or an error. */
    private static final class Zeros implements FileSource {

        private final long length;
        private final boolean breaks;
        private int largestRead;

        Zeros(long length, boolean breaks) {
            this.length = length;
            this.breaks = breaks;
        }

        @Override
        public long size() {
            return Long.MAX_VALUE;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            largestRead = Math.max(largestRead, target.remaining());
            if (position >= length) {
                if (breaks) {
                    throw new IOException("/dev/sda1: input/output error");
                }
                return -1;
            }
            var count = (int) Math.min(Math.min(1000, target.remaining()), length - position);
            target.put(new byte[count]);
            return count;
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** As a disk that hangs: one in the middle of a hash, and another that ABOR ends. */
    private static final class Stuck implements FileSource {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public long size() {
            return 1;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            asked.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            return -1;
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public void close() {
            end.countDown();
        }
    }

    @Test
    void disks_that_hang_hold_up_no_other_hash() throws Exception {
        var many = Runtime.getRuntime().availableProcessors() + 1;
        try (var stuck = new Stuck()) {
            for (var i = 0; i < many; i++) {
                begin(new Transfer("HASH", new DataEndpoint.Unset()), stuck, new Digest.OfCrc32(new CRC32()));
            }
            stuck.asked.await();
            var digest = new Digest.OfCrc32(new CRC32());

            begin(transfer, new Zeros(1, false), digest).get(10, TimeUnit.SECONDS);
            assertEquals(crcOfZeros(1), digest.hex());
        }
    }

    private static Future<?> begin(Transfer transfer, FileSource source, Digest digest) {
        var task = new FutureTask<>(() -> {
            new Hashing(transfer, source).run(digest, 0, 1);
            return true;
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    private static String crcOfZeros(int count) {
        var crc = new CRC32();
        crc.update(new byte[count]);
        return "%08x".formatted(crc.getValue());
    }

    @Test
    void short_reads_make_no_difference_and_no_byte_behind_the_end_is_taken() throws IOException {
        var digest = new Digest.OfCrc32(new CRC32());

        new Hashing(transfer, new Zeros(1_000_000, false)).run(digest, 17, 123_456);

        assertEquals(crcOfZeros(123_456 - 17), digest.hex());
        assertEquals(123_456 - 17, transfer.bytes());
    }

    @Test
    void a_file_of_any_size_is_read_through_one_small_buffer() {
        var source = new Zeros(5_000_000, false);

        var failure = assertThrows(StorageException.class, () -> new Hashing(transfer, source)
                .run(new Digest.OfCrc32(new CRC32()), 0, Long.MAX_VALUE));
        assertEquals(StorageException.Kind.FAILED, failure.kind());
        assertEquals(5_000_000, transfer.bytes());
        assertTrue(source.largestRead <= 256 * 1024, source.largestRead + " bytes");
    }

    @Test
    void a_disk_that_fails_is_told_without_its_name() {
        var failure = assertThrows(StorageException.class, () -> new Hashing(transfer, new Zeros(10, true))
                .run(new Digest.OfCrc32(new CRC32()), 0, 20));
        assertEquals(StorageException.Kind.FAILED, failure.kind());
        assertEquals("Error while reading the file.", failure.getMessage());
    }

    @Test
    void what_was_aborted_has_no_hash_not_even_of_nothing() {
        transfer.abort();

        for (var end : new long[]{0, 10}) {
            var failure = assertThrows(DataFailure.class, () -> new Hashing(transfer, new Zeros(10, false))
                    .run(new Digest.OfCrc32(new CRC32()), 0, end));
            assertEquals(DataFailure.Kind.ABORTED, failure.kind());
        }
        assertEquals(0, transfer.bytes());
    }
}
