package dev.ftpsd.server.listing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.server.data.DataChannel;
import dev.ftpsd.server.data.DataFailure;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.storage.DirectoryListing;
import dev.ftpsd.storage.FileEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A directory that makes its entries as they are asked for, and a client that counts what it is sent. */
final class EndlessDirectoryTest {

    private static final int MILLION = 1_000_000;

    /** The n-th entry is made when it is asked for, and not kept. */
    private static final class Endless implements DirectoryListing {

        private final int most;
        private int made;

        Endless(int most) {
            this.most = most;
        }

        @Override
        public Optional<FileEntry> next() {
            if (made == most) {
                return Optional.empty();
            }
            made++;
            return Optional.of(new FileEntry("name-" + made, FileEntry.Kind.FILE, made, Instant.EPOCH, "1", 0644));
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Notes how far the directory has been read each time that something is sent. */
    private static final class Counting implements DataChannel {

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        private final Endless directory;
        private final int sendsBeforeItBreaks;
        private int sends;
        private int sentLines;
        private int mostReadAhead;

        Counting(Endless directory, int sendsBeforeItBreaks) {
            this.directory = directory;
            this.sendsBeforeItBreaks = sendsBeforeItBreaks;
        }

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public void send() throws DataFailure {
            mostReadAhead = Math.max(mostReadAhead, directory.made - sentLines);
            if (sends == sendsBeforeItBreaks) {
                throw new DataFailure(DataFailure.Kind.ABORTED, "Transfer aborted.");
            }
            sends++;
            buffer.flip();
            while (buffer.hasRemaining()) {
                if (buffer.get() == '\n') {
                    sentLines++;
                }
            }
            buffer.clear();
        }

        @Override
        public int receive(ByteBuffer target) {
            throw new AssertionError("a listing is sent");
        }

        @Override
        public void rest() {
            // Nobody waits for its turn.
        }

        @Override
        public void finish() throws DataFailure {
            send();
        }

        @Override
        public void abort() {
            // Nothing is connected.
        }

        @Override
        public void close() {
            // Nothing is connected.
        }
    }

    private static ListFormat format(String verb) {
        return verb.equals("LIST")
                ? new UnixFormat(ZoneOffset.UTC, Instant.EPOCH)
                : new MachineFormat(Set.of(Fact.values()), _ -> "r");
    }

    /** A line of either is longer than 64 octets, so that a buffer has less than 1024 of them. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST", "MLSD"})
    void no_more_of_a_directory_is_read_than_one_buffer_takes(String verb) throws IOException {
        var directory = new Endless(MILLION);
        var channel = new Counting(directory, Integer.MAX_VALUE);

        new ListingWriter(channel).all(directory, format(verb));
        channel.finish();

        assertEquals(MILLION, channel.sentLines);
        assertTrue(channel.mostReadAhead <= DataChannel.BUFFER_SIZE / 64, channel.mostReadAhead + " entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "MLSD"})
    void a_client_that_goes_ends_the_reading_of_a_directory(String verb) {
        var directory = new Endless(Integer.MAX_VALUE);
        var channel = new Counting(directory, 3);

        var failure = assertThrows(DataFailure.class, () -> new ListingWriter(channel).all(directory, format(verb)));
        assertEquals(DataFailure.Kind.ABORTED, failure.kind());
        assertTrue(directory.made <= 4 * DataChannel.BUFFER_SIZE / 64, directory.made + " entries");
    }
}
