package dev.ftpsd.server.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of which each has a {@link HookSite} of its own. */
abstract class WithHookSite {

    /** What an upload gathers before it writes. */
    static final int CHUNK = 256 * 1024;

    @TempDir
    Path folder;

    HookSite site = new HookSite(Path.of(""));

    @BeforeEach
    void make() {
        site = new HookSite(folder);
    }

    /** Whether so many bytes of an upload have come. */
    static boolean hasCome(FtpTestClient client, int bytes) {
        try {
            return client.ask("STAT", 211).toString().contains(bytes + " bytes so far");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
