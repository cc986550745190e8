package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StateDirectoryTest {

    @Test
    void whoever_lacks_the_right_to_write_is_named() {
        assertEquals("server.state-dir: /opt/ftpsd/state/x: the user that the server runs as, "
                + System.getProperty("user.name") + ", may not write there: give it write access, or name a directory"
                + " that it may write", StateDirectory.problem(new AccessDeniedException("/opt/ftpsd/state/x")));
    }

    @Test
    void a_read_only_file_system_is_told_from_that() {
        assertEquals("server.state-dir: /opt/ftpsd/state/x is on a read-only file system: mount a volume there that may"
                + " be written, or name another directory",
                StateDirectory.problem(new FileSystemException("/opt/ftpsd/state/x", null, "Read-only file system")));
    }

    @Test
    void anything_else_is_told_as_it_is() {
        assertEquals("server.state-dir: java.io.IOException: No space left on device; set it to a directory that may be"
                + " written", StateDirectory.problem(new IOException("No space left on device")));
    }
}
