package dev.ftpsd.server.transfer;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataEndpoint;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.FileSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a transfer does with the disk while it has its turn to move bytes, and what it lets others have their turn for. */
final class DiskTurnTest {

    private static final int SIZE = 3 * DataChannel.BUFFER_SIZE;

    @TempDir
    Path directory;

    private final List<String> done = new ArrayList<>();
    private final Transfer transfer = new Transfer("RETR", new DataEndpoint.Unset());

    /** Takes what is sent, and has ten octets to give. */
    private final class Recording implements DataChannel {

        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        private int left = 10;

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public void send() {
            buffer.clear();
        }

        @Override
        public int receive(ByteBuffer target) {
            var count = left;
            left = 0;
            target.put(new byte[count]);
            return count == 0 ? -1 : count;
        }

        @Override
        public void rest() {
            done.add("rest");
        }

        @Override
        public void finish() {
            buffer.clear();
        }

        @Override
        public void abort() {
            throw new AssertionError("nobody aborts");
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }

    private final class Disk implements FileSink, FileSource {

        private final Optional<FileChannel> file;
        private final Duration time;

        Disk(Optional<FileChannel> file, Duration time) {
            this.file = file;
            this.time = time;
        }

        @Override
        public void write(ByteBuffer source) {
            done.add("write");
            source.position(source.limit());
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            if (position >= SIZE) {
                return -1;
            }
            done.add("read");
            pause();
            var count = target.remaining();
            target.position(target.limit());
            return count;
        }

        private void pause() {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<FileChannel> channel() {
            return file;
        }

        @Override
        public long written() {
            return 10;
        }

        @Override
        public void commit() {
            done.add("commit");
        }

        @Override
        public void keepOthers() {
            done.add("keepOthers");
        }

        @Override
        public void close() {
            // It has nothing.
        }
    }

    @Test
    void an_upload_writes_while_others_have_their_turn() throws Exception {
        try (var disk = new Disk(Optional.empty(), Duration.ZERO);
                var channel = new PacedChannel(new Recording(), Pace.FREE)) {
            new Upload(transfer, disk, TransferType.IMAGE, ByteRange.WHOLE, Optional.empty()).receive(channel);
        }
        assertEquals(List.of("rest", "write"), done);
    }

    @Test
    void one_that_is_compressed_passes_it_on() throws DataFailure {
        try (var channel = new DeflatedChannel(new Recording(), 6)) {
            channel.rest();
        }
        assertEquals(List.of("rest"), done);
    }

    private void download(Disk disk) throws Exception {
        try (disk; var channel = new PacedChannel(new Recording(), Pace.FREE)) {
            new Download(transfer, disk, TransferType.IMAGE).run(channel, ByteRange.WHOLE);
        }
    }

    @Test
    void a_download_from_a_store_behind_a_network_reads_while_others_have_their_turn() throws Exception {
        download(new Disk(Optional.empty(), Duration.ZERO));
        assertEquals(List.of("rest", "read", "rest", "read", "rest", "read", "rest"), done);
    }

    @Test
    void a_download_from_a_slow_disk_does_so_behind_the_first_piece() throws Exception {
        try (var file = FileChannel.open(Files.createFile(directory.resolve("file")))) {
            download(new Disk(Optional.of(file), Duration.ofMillis(3)));
        }
        assertEquals(List.of("read", "rest", "read", "rest", "read", "rest"), done);
    }
}
