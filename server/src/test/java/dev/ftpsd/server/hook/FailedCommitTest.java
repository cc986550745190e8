package dev.ftpsd.server.hook;

import java.net.URI;
import java.nio.ByteBuffer;
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
import dev.ftpsd.storage.FileSink;
import dev.ftpsd.storage.ForwardingSink;
import dev.ftpsd.storage.StorageException;
import dev.ftpsd.storage.StorageException.Kind;
import dev.ftpsd.storage.VirtualPath;
import dev.ftpsd.storage.WriteMode;
import dev.ftpsd.storage.local.LocalFileStore;
import dev.ftpsd.storage.local.LocalPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** At least once, also where the disk fails in the worst moment. */
class FailedCommitTest {

    @TempDir
    Path folder;

    /** The disk fails behind the step that shows the file, or before it. */
    private static final class Failing extends ForwardingSink {

        private final boolean behind;

        Failing(FileSink sink, boolean behind) {
            super(sink);
            this.behind = behind;
        }

        @Override
        public void commit() throws StorageException {
            if (behind) {
                super.commit();
            }
            throw new StorageException(Kind.FAILED, "/a", "The disk failed.");
        }
    }

    private Hooks hooks(Receiver receiver) throws Exception {
        var hook = new Hook("told", Set.of(Happening.UPLOAD), List.of("*"),
                new Target.Webhook(URI.create(receiver.address()), Optional.empty()),
                false, Duration.ofSeconds(10), EventSettings.OnFailure.DENY);
        var defaults = EventSettings.DEFAULTS;
        var settings = new EventSettings(List.of(hook), defaults.spoolLimit(), defaults.parallel(),
                defaults.retryFirst(), defaults.retryLongest(), defaults.giveUpAfter());
        return new Hooks(folder.resolve("state/events"), () -> settings, new EventLog(Counts.NONE));
    }

    private void upload(Hooks hooks, boolean failsBehind) throws Exception {
        var path = VirtualPath.of("/a");
        var files = LocalFileStore.open(Files.createDirectories(folder.resolve("home")), false, LocalPolicy.DEFAULT);
        try (var sink = new Failing(files.openWrite(path, WriteMode.REPLACE, 0), failsBehind)) {
            sink.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
            var event = new UploadEvent(Occasion.now(new Who(1, "127.0.0.1", "alice"), "STOR"), "/a",
                    sink.place().orElseThrow(), 5, "");
            assertThrows(StorageException.class, () -> hooks.commit(sink, event));
        }
    }

    @Test
    void an_upload_whose_commit_failed_when_the_file_was_there_is_told_of() throws Exception {
        try (var receiver = new Receiver(200); var hooks = hooks(receiver)) {
            upload(hooks, true);

            assertEquals("hello", Files.readString(folder.resolve("home/a")));
            Eventually.holds(() -> receiver.told().size() == 1 && new HookSite(folder).spooled() == 0, "it is told");
        }
    }

    @Test
    void an_upload_whose_commit_failed_before_is_not_told_of_although_an_old_file_is_there() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("home")).resolve("a"), "old");
        try (var receiver = new Receiver(200); var hooks = hooks(receiver)) {
            upload(hooks, false);

            assertEquals("old", Files.readString(folder.resolve("home/a")));
            assertEquals(0, new HookSite(folder).spooled());
            assertEquals(List.of(), receiver.told());
        }
    }
}
