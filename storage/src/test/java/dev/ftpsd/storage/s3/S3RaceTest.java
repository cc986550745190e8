package dev.ftpsd.storage.s3;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.get;
import static dev.ftpsd.storage.StoreProbe.path;
import static dev.ftpsd.storage.StoreProbe.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What others do while a rename or a download goes on that takes several requests. */
class S3RaceTest {

    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final S3Location place = S3Server.place();
    private final S3AsyncClient bucket = S3AsyncClient.builder().region(Region.US_EAST_1).forcePathStyle(true)
            .endpointOverride(S3Server.get().endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build();
    private final SharedClient shared = new SharedClient(S3Server.get().access(), SILENCE);
    private final FileStore files = storeOf(bucket);
    private Deed beforeCopy = () -> {};
    private Deed afterCopy = () -> {};
    private Deed afterHead = () -> {};
    private boolean refusesPut;
    private boolean failsHead;

    private interface Deed {
        void run() throws IOException;
    }

    @AfterEach
    void close() {
        shared.close();
        bucket.close();
    }

    private FileStore storeOf(S3AsyncClient client) {
        var slow = (S3AsyncClient) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{S3AsyncClient.class}, (_, method, arguments) -> {
                    var isCopy = method.getName().equals("copyObject");
                    if (isCopy) {
                        beforeCopy.run();
                    }
                    if (refusesPut && method.getName().equals("putObject")) {
                        return CompletableFuture.failedFuture(S3Exception.builder().statusCode(403).build());
                    }
                    if (failsHead && method.getName().equals("headObject")) {
                        return CompletableFuture.failedFuture(S3Exception.builder().statusCode(503).build());
                    }
                    var answer = method.invoke(client, arguments);
                    if (method.getName().equals("headObject")) {
                        var _ = ((CompletableFuture<?>) answer).handle((_, _) -> true).join();
                        afterHead.run();
                    }
                    if (isCopy) {
                        var _ = ((CompletableFuture<?>) answer).handle((_, _) -> true).join();
                        afterCopy.run();
                    }
                    return answer;
                });
        return new S3FileStore(new Bucket(slow, place), new Claims());
    }

    /** As another server does, which knows nothing of the claims of this one. */
    private void putFromElsewhere(String name, byte[] content) {
        bucket.putObject(object -> object.bucket(S3Server.BUCKET).key(place.prefix() + name),
                AsyncRequestBody.fromBytes(content)).join();
    }

    @Test
    void an_upload_that_is_there_has_not_failed_because_nobody_tells_its_size_then() throws IOException {
        try (var sink = files.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            sink.write(ByteBuffer.wrap(new byte[]{'a'}));
            failsHead = true;
            sink.commit();
            assertEquals(Optional.empty(), sink.committed());
        }
        failsHead = false;
        assertEquals("a", get(files, "/a"));
    }

    @Test
    void neither_name_of_a_rename_is_uploaded_or_renamed_before_it_ends() throws IOException {
        put(files, "/a", "old");
        afterCopy = () -> {
            afterCopy = () -> {};
            for (var name : new String[]{"/a", "/b"}) {
                assertFails(Kind.BUSY, () -> put(files, name, "new"));
                assertFails(Kind.BUSY, () -> files.checkRoom(path(name), WriteMode.REPLACE, 0));
                assertFails(Kind.BUSY, () -> files.rename(path(name), path("/c"), true));
            }
            put(files, "/other", "x");
            assertFails(Kind.BUSY, () -> files.rename(path("/other"), path("/a"), true));
        };
        files.rename(path("/a"), path("/b"), false);

        assertEquals("old", get(files, "/b"));
        assertFails(Kind.NOT_FOUND, () -> files.stat(path("/a")));
        put(files, "/a", "free again");
        put(files, "/b", "free again");
    }

    @Test
    void a_rename_that_fails_leaves_both_names_free() throws IOException {
        put(files, "/a", "old");
        put(files, "/b", "other");
        assertFails(Kind.ALREADY_EXISTS, () -> files.rename(path("/a"), path("/b"), false));
        put(files, "/a", "free again");
        put(files, "/b", "free again");
    }

    @Test
    void what_another_server_puts_there_after_the_copy_stays() throws IOException {
        put(files, "/a", "old");
        afterCopy = () -> putFromElsewhere("a", new byte[7]);
        files.rename(path("/a"), path("/b"), false);

        assertEquals("old", get(files, "/b"));
        assertEquals(7, files.stat(path("/a")).size());
    }

    @Test
    void what_another_server_puts_there_before_the_copy_is_not_moved_unseen() throws IOException {
        put(files, "/a", "old");
        beforeCopy = () -> putFromElsewhere("a", new byte[7]);
        assertFails(Kind.BUSY, () -> files.rename(path("/a"), path("/b"), true));

        assertEquals(7, files.stat(path("/a")).size());
        assertFails(Kind.NOT_FOUND, () -> files.stat(path("/b")));
    }

    @Test
    void an_upload_that_may_not_be_written_is_certainly_not_there() throws IOException {
        try (var sink = files.openWrite(path("/a"), WriteMode.REPLACE, 0)) {
            refusesPut = true;
            assertFails(Kind.DENIED, sink::commit);
            assertFalse(sink.mayBeThere());
        }
    }

    @Test
    void an_upload_that_is_done_while_another_looks_is_not_replaced_by_that() throws IOException {
        afterHead = () -> {
            afterHead = () -> {};
            assertFails(Kind.BUSY, () -> put(files, "/a", "first"));
        };
        try (var sink = files.openWrite(path("/a"), WriteMode.APPEND, 0)) {
            sink.write(ByteBuffer.wrap(new byte[3]));
            sink.commit();
        }
        assertEquals(3, files.stat(path("/a")).size());
    }

    private byte[] putLarge() {
        var content = new byte[24 << 20];
        new Random(3).nextBytes(content);
        putFromElsewhere("large", content);
        return content;
    }

    @Test
    void a_download_that_pauses_for_longer_than_an_answer_may_goes_on() throws Exception {
        var content = putLarge();
        var read = ByteBuffer.allocate(content.length);
        try (var source = shared.open(place).openRead(path("/large"))) {
            source.read(read.limit(64 << 10), 0);
            Thread.sleep(SILENCE.multipliedBy(3));
            while (read.position() < content.length) {
                source.read(read.limit(Math.min(content.length, read.position() + (64 << 10))), read.position());
            }
        }
        assertArrayEquals(content, read.array());
    }

    @Test
    void of_an_object_that_is_replaced_in_the_pause_nothing_new_is_read() throws Exception {
        var content = putLarge();
        var read = ByteBuffer.allocate(content.length);
        try (var source = shared.open(place).openRead(path("/large"))) {
            source.read(read.limit(64 << 10), 0);
            Thread.sleep(SILENCE.multipliedBy(3));
            putFromElsewhere("large", new byte[content.length]);
            assertThrows(StorageException.class, () -> {
                while (read.position() < content.length) {
                    source.read(read.limit(Math.min(content.length, read.position() + (64 << 10))), read.position());
                }
            });
        }
        var count = read.position();
        assertArrayEquals(Arrays.copyOf(content, count), Arrays.copyOf(read.array(), count));
    }
}
