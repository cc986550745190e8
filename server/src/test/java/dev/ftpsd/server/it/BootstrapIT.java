package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The first start, when the files name no user: there is a password, and it is no default. */
@Needs("curl")
final class BootstrapIT {

    private static final Pattern PRINTED = Pattern.compile("password of user ftpsd is +(\\S+)");

    @TempDir
    Path directory;

    private Site site = new Site(Path.of(""));

    @BeforeEach
    void makeSite() throws IOException {
        site = Site.make(directory).write("users.yaml", "version: 1\nusers: []\n");
    }

    @Test
    void the_password_of_the_environment_logs_in_and_is_not_printed() throws Exception {
        try (var tree = start(Map.of("FTPSD_PASSWORD", "from the environment"))) {
            logIn(tree, "from the environment").succeeds();
            logIn(tree, "").exits(67);

            assertFalse(tree.log().contains("from the environment"), tree.log());
            assertFalse(PRINTED.matcher(tree.log()).find(), tree.log());
        }
    }

    @Test
    void a_random_password_is_printed_once_and_goes_on_working() throws Exception {
        String password;
        try (var tree = start(Map.of())) {
            password = tree.await(PRINTED).group(1);
            logIn(tree, password).succeeds();
            assertEquals(0, tree.terminate().exitCode());
        }

        try (var tree = start(Map.of())) {
            logIn(tree, password).succeeds();
            assertFalse(tree.log().contains(password), tree.log());
            assertTrue(tree.log().contains("try: curl"), tree.log());
        }
    }

    @Test
    void the_password_that_a_reload_makes_is_printed_and_works() throws Exception {
        site.users(site.user("alice"));
        try (var tree = start(Map.of())) {
            assertFalse(PRINTED.matcher(tree.log()).find(), tree.log());

            site.write("users.yaml", "version: 1\nusers: []\n");
            RunningTree.command(site).run("reload", "--conf", site.conf().toString()).succeeds();

            logIn(tree, tree.await(PRINTED).group(1)).succeeds();
        }
    }

    /** The line that a newcomer copies from the log. */
    @Test
    void the_command_that_the_log_proposes_works() throws Exception {
        try (var tree = start(Map.of("FTPSD_PASSWORD", "secret"))) {
            var line = tree.await(Pattern.compile("try: (curl .*)")).group(1);

            Tool.in(site.elsewhere(), "sh").with("FTPSD_PASSWORD", "secret").run("-c", line).succeeds();
        }
    }

    private RunningTree start(Map<String, String> environment) throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("FTPSD_HOME", site.home("ftpsd").toString());
        return RunningTree.start(site, RunningTree.launcher(), all);
    }

    private static Result logIn(RunningTree tree, String password) throws IOException, InterruptedException {
        var curl = new Curl(tree, Curl.Way.EXPLICIT_TLS_1_3_OVER_IPV4);
        return curl.as("ftpsd:" + password, List.of(curl.url("")));
    }
}
