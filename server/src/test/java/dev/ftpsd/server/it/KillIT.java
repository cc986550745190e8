package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The server is killed at any moment, again and again, while a client uploads, overwrites, appends, renames and deletes. After
 * each start every file is what it was before the operation that was cut off, or what that was to make of it.
 *
 * <p>Two hundred operations in a build; {@code -Dftpsd.it.kill.operations=2000} for more.
 */
final class KillIT {

    private static final int OPERATIONS = Integer.getInteger("ftpsd.it.kill.operations", 200);
    private static final Pattern QUOTA = Pattern.compile("213 (\\d+)");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "file+dir"})
    void every_file_is_old_or_new_whichever_moment_the_server_is_killed_at(String sync) throws Exception {
        var site = Site.make(directory);
        site.machine("storage: { sync: " + sync + " }\n");
        site.users(site.user("alice") + "    limits: { quota: 1GiB }\n");
        var random = new Random(sync.hashCode());
        var model = new KilledTree(site.home("alice"), random);
        var done = 0;
        var kills = 0;
        while (done < OPERATIONS / 2) {
            try (var tree = RunningTree.start(site)) {
                done += work(tree, model, random);
                tree.end();
                kills++;
            }
            model.settle();
        }
        assertAgrees(site, model);
        System.out.printf("figure: kill -9, sync %s: %d operations, %d kills, %d cut off, bytes lost 0%n", sync, done,
                kills, model.cutOff());
    }

    /** Works until the server has gone, which is killed soon after one of the operations has begun; how many have. */
    private static int work(RunningTree tree, KilledTree model, Random random) {
        var last = 5 + random.nextInt(16);
        var begun = 0;
        try (var client = FtpTestClient.connect(tree.port())) {
            client.secure().login("alice");
            client.ask("TYPE I", 200);
            while (begun < last + OPERATIONS) {
                begun++;
                var operation = model.next();
                if (begun == last) {
                    killSoon(tree, random.nextInt(150));
                }
                operation.run(client);
                model.succeeded();
            }
            return begun;
        } catch (IOException e) {
            return begun;
        }
    }

    private static void killSoon(RunningTree tree, int millis) {
        Thread.startVirtualThread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
                tree.signal("KILL");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What the server says of its files, of the quota, and what is left behind that nobody can go on from. */
    private static void assertAgrees(Site site, KilledTree model) throws Exception {
        try (var tree = RunningTree.start(site); var client = FtpTestClient.connect(tree.port())) {
            client.secure().login("alice");
            client.ask("TYPE I", 200);
            var free = QUOTA.matcher(client.ask("AVBL", 213).toString());
            assertTrue(free.find());
            assertEquals((1L << 30) - model.bytesOnDisk(), Long.parseLong(free.group(1)), "the quota and the disk");

            // DELE of a file takes what has come of an upload of that name with it.
            for (var file : model.staged()) {
                var name = model.nameOfStaged(file);
                var isSomething = model.isThere(name) || Files.size(site.home("alice").resolve(file)) > 0;
                client.ask("DELE " + name, isSomething ? 250 : 550);
            }
            for (var name : model.names()) {
                if (model.isThere(name)) {
                    client.ask("DELE " + name, 250);
                }
            }
            assertEquals(List.of(), model.onDisk(), "nothing is left that no command finds");
            assertEquals((1L << 30), freeAfter(client));
        }
    }

    private static long freeAfter(FtpTestClient client) throws IOException {
        var free = QUOTA.matcher(client.ask("AVBL", 213).toString());
        assertTrue(free.find());
        return Long.parseLong(free.group(1));
    }
}
