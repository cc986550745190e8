package dev.ftpsd.storage.s3;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.ftpsd.storage.FileStore;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.StoreProbe;
import dev.ftpsd.storage.WriteMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import static dev.ftpsd.storage.StoreProbe.assertFails;
import static dev.ftpsd.storage.StoreProbe.names;
import static dev.ftpsd.storage.StoreProbe.path;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the bucket itself shows of uploads in parts, of directories and of many names. */
class S3ObjectsTest {

    private static final int PART = 8 << 20;

    private final S3Location place = S3Server.place();
    private final S3Stores stores = new S3Stores(S3Server.get()::access);
    private final FileStore files = stores.open(place);
    private S3AsyncClient bucket = client();

    @BeforeEach
    void open() {
        bucket = client();
    }

    @AfterEach
    void close() {
        bucket.close();
        stores.close();
    }

    private static S3AsyncClient client() {
        return S3AsyncClient.builder().region(Region.US_EAST_1).forcePathStyle(true)
                .endpointOverride(S3Server.get().endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
    }

    private long uploadsInParts() {
        return bucket.listMultipartUploads(list -> list.bucket(S3Server.BUCKET)).join().uploads().stream()
                .filter(upload -> upload.key().startsWith(place.prefix())).count();
    }

    @Test
    void a_large_file_goes_in_parts_and_is_read_from_any_place() throws Exception {
        var content = new byte[3 * PART + 12_345];
        new Random(8).nextBytes(content);
        try (var sink = files.openWrite(path("/large"), WriteMode.REPLACE, 0)) {
            for (var at = 0; at < content.length; at += 256 << 10) {
                sink.write(ByteBuffer.wrap(content, at, Math.min(256 << 10, content.length - at)));
            }
            assertEquals(1, uploadsInParts());
            assertFalse(names(files, "/").contains("large"));
            sink.commit();
        }
        assertEquals(0, uploadsInParts());

        var read = ByteBuffer.allocate(content.length);
        try (var source = files.openRead(path("/large"))) {
            while (source.read(read, read.position()) > 0) {
                // read on
            }
            assertArrayEquals(content, read.array());
            var middle = ByteBuffer.allocate(100);
            assertEquals(100, source.read(middle, 2L * PART - 50));
            assertEquals(ByteBuffer.wrap(content, 2 * PART - 50, 100), middle.flip());
        }
    }

    @Test
    void of_an_upload_in_parts_that_breaks_off_the_storage_keeps_nothing() throws Exception {
        try (var sink = files.openWrite(path("/large"), WriteMode.REPLACE, 0)) {
            sink.write(ByteBuffer.allocate(2 * PART + 1));
            assertEquals(1, uploadsInParts());
        }
        assertEquals(0, uploadsInParts());
        assertFalse(names(files, "/").contains("large"));
    }

    @Test
    void an_upload_in_parts_of_a_new_name_replaces_nothing_either() throws Exception {
        try (var sink = files.openWrite(path("/large"), WriteMode.CREATE_NEW, 0)) {
            sink.write(ByteBuffer.allocate(PART + 1));
            stores.open(place).rename(path(put(files, "/other")), path("/large"), true);
            assertFails(Kind.ALREADY_EXISTS, sink::commit);
        }
        assertEquals(5, files.stat(path("/large")).size());
    }

    private static String put(FileStore files, String name) throws StorageException {
        StoreProbe.put(files, name, "other");
        return name;
    }

    @Test
    void more_names_than_a_page_has_are_all_listed_and_a_directory_keeps_its_place_without_them() throws Exception {
        files.makeDirectory(path("/many"));
        var puts = IntStream.range(0, 1050).mapToObj(number -> bucket.putObject(
                object -> object.bucket(S3Server.BUCKET).key(place.prefix() + "many/" + number),
                AsyncRequestBody.fromString("x"))).toList();
        puts.forEach(CompletableFuture::join);
        assertEquals(1050, names(files, "/many").size());
        assertFails(Kind.NOT_EMPTY, () -> files.removeDirectory(path("/many")));

        bucket.putObject(object -> object.bucket(S3Server.BUCKET).key(place.prefix() + "from elsewhere/a"),
                AsyncRequestBody.fromString("x")).join();
        assertTrue(files.stat(path("/from elsewhere")).isDirectory());
        files.delete(path("/from elsewhere/a"));
        assertTrue(files.stat(path("/from elsewhere")).isDirectory());
        files.removeDirectory(path("/from elsewhere"));
        assertFails(Kind.NOT_FOUND, () -> files.stat(path("/from elsewhere")));
    }

    @Test
    void names_that_no_path_can_hold_are_left_out_of_listings() throws Exception {
        for (var name : new String[]{"line\nbreak", "good"}) {
            bucket.putObject(object -> object.bucket(S3Server.BUCKET).key(place.prefix() + name),
                    AsyncRequestBody.fromString("x")).join();
        }
        assertEquals(Set.of("good"), names(files, "/"));
    }

    @Test
    void wrong_keys_are_DENIED_and_a_storage_that_is_not_there_FAILED() {
        var wrong = new S3Access(Optional.of(S3Server.get().endpoint()), "us-east-1", true,
                Optional.of(new S3Access.Keys("id", "wrong")));
        var nowhere = new S3Access(Optional.of(URI.create("http://127.0.0.1:1")), "us-east-1", true,
                Optional.of(new S3Access.Keys("id", "secret")));
        try (var refused = new S3Stores(() -> wrong); var missing = new S3Stores(() -> nowhere)) {
            assertFails(Kind.DENIED, () -> refused.open(place).stat(path("/a")));
            assertFails(Kind.FAILED, () -> missing.open(place).stat(path("/a")));
        }
        assertEquals("id ****", new S3Access.Keys("id", "wrong").toString());
    }

    @Test
    void a_place_is_a_bucket_and_what_names_begin_with() {
        assertEquals(new S3Location("files", ""), S3Location.parse("s3://files").orElseThrow());
        assertEquals(new S3Location("files", "a/b/"), S3Location.parse("s3://files/a//b/").orElseThrow());
        for (var wrong : new String[]{"s3://", "s3:///a", "s3://Files/a", "s3://files/../a", "s3://files/a\nb",
                "/srv"}) {
            assertTrue(S3Location.parse(wrong).isEmpty(), wrong);
        }
    }
}
