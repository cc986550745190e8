package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BootstrapUserTest {

    private static final String ONE_USER = "users: [{ name: acme, password: \"" + ConfFolder.HASH + "\" }]";

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder.resolve("conf"));
    }

    private Optional<BootstrapUser> start(Map<String, String> environment) throws ConfigProblems, IOException {
        return BootstrapUser.of(conf.load(), environment, folder.resolve("state"), new SecureRandom());
    }

    private static boolean opens(BootstrapUser bootstrap, Secret password) {
        var hash = bootstrap.user().password();
        assertNotNull(hash);
        return hash.matches(password);
    }

    @Test
    void a_random_password_is_made_once_and_its_hash_kept_for_the_owner_alone() throws Exception {
        var first = start(Map.of()).orElseThrow();
        var again = start(Map.of()).orElseThrow();
        var file = folder.resolve("state").resolve(BootstrapUser.HASH_FILE);
        var password = first.newPassword().orElseThrow();

        assertTrue(opens(first, password));
        assertEquals(Optional.empty(), again.newPassword());
        assertTrue(opens(again, password));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.readString(file).contains(new String(password.toCharArray())));
    }

    @Test
    void a_given_password_is_neither_shown_nor_kept() throws Exception {
        conf.machine("users: { bootstrap: { name: anna, password: geheim, home: /srv } }");
        var bootstrap = start(Map.of()).orElseThrow();

        assertTrue(opens(bootstrap, Secret.of("geheim")));
        assertEquals(Optional.empty(), bootstrap.newPassword());
        assertEquals("anna", bootstrap.user().name());
        assertEquals("/srv", bootstrap.user().account().home());
        assertTrue(bootstrap.user().account().rights().allows(Right.DELETE, "/x"));
        assertTrue(bootstrap.user().account().transport().tlsRequired());
        assertFalse(Files.exists(folder.resolve("state").resolve(BootstrapUser.HASH_FILE)));
    }

    @Test
    void a_configured_user_makes_it_go() throws Exception {
        conf.users(ONE_USER);

        assertEquals(Optional.empty(), start(Map.of()));
        assertEquals(Optional.empty(), start(Map.of("FTPSD_USER", "")));
    }

    @Test
    void ftpsd_user_makes_it_stay() throws Exception {
        conf.users(ONE_USER);

        assertTrue(start(Map.of("FTPSD_USER", "ftpsd")).isPresent());
    }

    @Test
    void a_configured_user_of_its_name_wins() throws Exception {
        conf.users(ONE_USER).machine("users: { bootstrap: { name: acme } }");

        assertEquals(Optional.empty(), start(Map.of("FTPSD_USER", "acme")));
    }

    @Test
    void a_damaged_hash_is_told_and_not_replaced() throws Exception {
        var state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve(BootstrapUser.HASH_FILE), "half");

        var problems = assertThrows(ConfigProblems.class, () -> start(Map.of()));
        assertEquals(
                "ftpsd.yaml users.bootstrap.password: the hash kept in bootstrap-password.hash in the state folder is "
                        + "damaged: delete that file, and a new password is made",
                problems.getMessage());
    }

    @Test
    void a_password_that_nobody_could_log_in_with_is_told() throws Exception {
        conf.machine("users: { bootstrap: { password: " + "x".repeat(5_000) + " } }");

        var problems = assertThrows(ConfigProblems.class, () -> start(Map.of()));
        assertTrue(problems.problems().getFirst().message().startsWith("the password has more than"),
                problems::getMessage);
    }
}
