package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

import dev.ftpsd.server.config.BootstrapUser;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.config.UsersEditor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The texts that decide who may in outlive a power cut, as the kernel sees it: forced to the disk before they take their name. */
final class KeptTextIT {

    private static final String CALLS = "fsync,fdatasync,rename,renameat,renameat2";

    @TempDir
    private Path directory;
    private Site site;

    @BeforeEach
    void make() throws IOException {
        site = Site.make(directory);
    }

    @Test
    @Needs("strace")
    void an_edit_of_the_users_is_on_the_disk_before_it_replaces_them() throws Exception {
        var editor = new UsersEditor(new SettingsReader(Map.of()), site.conf());
        try (var strace = Strace.watchThis(site.elsewhere(), CALLS)) {
            editor.setEnabled("alice", false);
            assertForced(strace, site.conf(), "users.yaml");
        }
    }

    @Test
    @Needs("strace")
    void the_hash_of_the_first_user_is_on_the_disk_before_it_has_its_name() throws Exception {
        site.users();
        var loaded = new SettingsReader(Map.of()).read(site.conf());
        try (var strace = Strace.watchThis(site.elsewhere(), CALLS)) {
            assertTrue(BootstrapUser.of(loaded, Map.of(), site.state(), new SecureRandom()).isPresent());
            assertForced(strace, site.state(), "bootstrap-password.hash");
        }
    }

    private static void assertForced(Strace strace, Path folder, String name) throws IOException {
        var calls = strace.calls().stream().filter(call -> call.contains(folder.toString())).toList();
        var forced = Strace.first(calls, call -> call.contains("sync(") && call.contains(".new>"));
        var renamed = Strace.first(calls, call -> call.contains("rename") && call.contains("/" + name + "\""));
        var forcedFolder = Strace.first(calls, call -> call.contains("sync(") && call.contains(folder + ">"));
        assertTrue(forced >= 0, calls::toString);
        assertTrue(forced < renamed, calls::toString);
        assertTrue(renamed < forcedFolder, calls::toString);
    }
}
