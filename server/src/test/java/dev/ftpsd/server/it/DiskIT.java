package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A home on a small disk of its own: full, read-only, and linked to another. Needs the right to mount (root). */
@Needs(DiskIT.MAY_MOUNT)
final class DiskIT {

    static final String MAY_MOUNT = "mount of a tmpfs (as root)";

    private static final byte[] OLD = "what was there".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;
    private Site site;

    @BeforeEach
    void mount() throws Exception {
        site = Site.make(directory);
        for (var user : List.of("alice", "linked")) {
            Files.createDirectories(site.home(user));
            sh("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", site.home(user).toString());
        }
        Files.write(site.home("alice").resolve("old"), OLD);
    }

    @AfterEach
    void unmount() throws Exception {
        for (var user : List.of("alice", "linked")) {
            sh("umount", "-l", site.home(user).toString());
        }
    }

    @Test
    void a_full_disk_is_452_and_leaves_the_old_file_and_room_for_others() throws Exception {
        try (var tree = RunningTree.start(site); var client = login(tree)) {
            for (var i = 0; i < 3; i++) {
                assertEquals(452, FaultsIT.upload(client, "STOR old", 3_000_000));
                assertEquals(452, FaultsIT.upload(client, "STOR new", 3_000_000));
                assertEquals(452, FaultsIT.upload(client, "APPE old", 3_000_000));
                assertArrayEquals(OLD, Files.readAllBytes(site.home("alice").resolve("old")));
                assertEquals(List.of("old"), names("alice"));
            }
            client.ask("NOOP", 200);
            client.store("fits", new byte[500_000]);
        }
    }

    @Test
    void a_quota_is_552_and_a_disk_that_is_read_only_550_or_553() throws Exception {
        site.users(site.user("alice") + "    limits: { quota: 100KiB }\n");
        try (var tree = RunningTree.start(site); var client = login(tree)) {
            assertEquals(552, FaultsIT.upload(client, "STOR old", 200_000));
            assertEquals(List.of("old"), names("alice"));

            sh("mount", "-o", "remount,ro", site.home("alice").toString());
            assertEquals(553, FaultsIT.upload(client, "STOR old", 10));
            assertEquals(553, FaultsIT.upload(client, "STOR new", 10));
            client.ask("DELE old", 550);
            client.ask("MKD d", 550);
            client.ask("RNFR old", 350);
            client.ask("RNTO other", 553);
            sh("mount", "-o", "remount,rw", site.home("alice").toString());
            client.store("new", new byte[10]);
            assertArrayEquals(OLD, Files.readAllBytes(site.home("alice").resolve("old")));
        }
    }

    @Test
    void a_link_to_another_disk_is_listed_and_counted_and_nothing_is_renamed_across() throws Exception {
        site.users(site.user("alice") + "    limits: { quota: 100KiB }\n    links: [ { path: /other, to: "
                + site.home("linked") + " } ]\n");
        try (var tree = RunningTree.start(site); var client = login(tree)) {
            client.store("other/there", new byte[60_000]);
            client.ask("MLST other", 250);
            assertEquals(552, FaultsIT.upload(client, "STOR here", 60_000));
            client.ask("RNFR old", 350);
            client.ask("RNTO other/old", 553);
            client.ask("RNFR other/there", 350);
            client.ask("RNTO there", 553);
            assertEquals(List.of("old", "other"), listed(client));
            assertEquals(List.of("there"), names("linked"));
            assertEquals(List.of("old"), names("alice"));
        }
    }

    /** Whether this process may mount: root outside of a container may. */
    static boolean mayMount() {
        try {
            var folder = Files.createTempDirectory("mount");
            var line = "mount -t tmpfs -o size=4k tmpfs " + folder + " && umount " + folder;
            var ended = new ProcessBuilder("sh", "-c", line).start().waitFor();
            Files.delete(folder);
            return ended == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private FtpTestClient login(RunningTree tree) throws IOException {
        return FtpTestClient.connect(tree.port()).secure().login("alice");
    }

    private static List<String> listed(FtpTestClient client) throws IOException {
        try (var data = client.openData()) {
            client.ask("NLST", 150);
            client.secure(data);
            var text = new String(data.readAll(), StandardCharsets.UTF_8);
            client.expect(226);
            return text.lines().sorted().toList();
        }
    }

    private List<String> names(String user) throws IOException {
        try (var files = Files.list(site.home(user))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void sh(String program, String... arguments) throws IOException, InterruptedException {
        Tool.in(directory, program).run(arguments).succeeds();
    }
}
