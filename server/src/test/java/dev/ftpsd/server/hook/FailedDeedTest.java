package dev.ftpsd.server.hook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.config.EventSettings;
import dev.ftpsd.server.config.EventSettings.Hook;
import dev.ftpsd.server.config.EventSettings.Target;
import dev.ftpsd.server.config.Happening;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** At least once, also where a disk fails in the middle of a delete. */
class FailedDeedTest {

    @TempDir
    Path folder;

    private Receiver receiver;
    private Hooks hooks;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver(200);
        file = Files.writeString(folder.resolve("a"), "hello");
        var hook = new Hook("told", Set.of(Happening.DELETE), List.of("*"),
                new Target.Webhook(URI.create(receiver.address()), Optional.empty()), false, Duration.ofSeconds(10),
                EventSettings.OnFailure.DENY);
        var settings = new EventSettings(List.of(hook), 10, 1, Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ZERO);
        hooks = new Hooks(folder.resolve("state/events"), () -> settings, new EventLog(Counts.NONE));
    }

    @AfterEach
    void close() {
        hooks.close();
        receiver.close();
    }

    private HookEvent event(String place) {
        return ChangeEvent.gone(Happening.DELETE, Occasion.now(new Who(1, "127.0.0.1", "alice"), "DELE"), "/a", place);
    }

    private void delete() throws StorageException {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new StorageException(Kind.NOT_FOUND, "/a", "no such file", e);
        }
    }

    private static StorageException failed(Kind kind) {
        return new StorageException(kind, "/a", "The disk failed.");
    }

    private void assertTold(int count) throws InterruptedException {
        Eventually.holds(() -> receiver.told().size() >= count && new HookSite(folder).spooled() == 0, "told");
        assertEquals(count, receiver.told().size());
    }

    @Test
    void a_deed_that_failed_when_it_was_done_is_told_of() throws Exception {
        assertThrows(StorageException.class, () -> hooks.tell(event(file.toString()), () -> {
            delete();
            throw failed(Kind.FAILED);
        }));
        assertTold(1);
    }

    @Test
    void a_deed_that_broke_when_it_was_done_is_told_of() throws Exception {
        assertThrows(IllegalStateException.class, () -> hooks.tell(event(file.toString()), () -> {
            delete();
            throw new IllegalStateException("a bug");
        }));
        assertTold(1);
    }

    @Test
    void a_deed_that_failed_and_was_not_done_is_not_told_of() throws Exception {
        assertThrows(StorageException.class, () -> hooks.tell(event(file.toString()), () -> {
            throw failed(Kind.FAILED);
        }));
        assertTold(0);
    }

    /** A file that never was is gone as well. */
    @Test
    void a_deed_that_was_refused_is_not_told_of() throws Exception {
        assertThrows(StorageException.class, () -> hooks.tell(event(folder.resolve("none").toString()), () -> {
            throw failed(Kind.NOT_FOUND);
        }));
        assertTold(0);
    }

    @Test
    void where_nobody_can_look_a_deed_that_failed_is_told_of_and_one_that_was_refused_is_not() throws Exception {
        assertThrows(StorageException.class, () -> hooks.tell(event(""), () -> {
            throw failed(Kind.FAILED);
        }));
        assertTold(1);
        assertThrows(StorageException.class, () -> hooks.tell(event(""), () -> {
            throw failed(Kind.DENIED);
        }));
        assertTold(1);
    }
}
