package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.auth.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where files of users may be: homes and what links lead to, of everybody. */
class HomePlaceTest {

    private static final String ANNA = "users:\n  - name: anna\n    password: '" + ConfFolder.HASH
            + "'\n    rights: [ { path: /, allow: ro } ]\n";

    @TempDir
    Path installation;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(Files.createDirectories(installation.resolve("conf")));
    }

    @Test
    void a_link_leads_to_a_bucket_as_a_home_does() throws Exception {
        conf.users(ANNA
                + "    links: [ { path: /pub, to: \"s3://bucket/pub/{name}\" }, { path: /a, to: \"/srv/{name}\" } ]\n");

        assertEquals(List.of(new Account.Link("/pub", "s3://bucket/pub/anna"), new Account.Link("/a", "/srv/anna")),
                conf.user("anna").account().links());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3://", "s3://NO/x"})
    void a_place_that_is_none_is_told_wherever_it_stands(String place) throws Exception {
        var expected = "is not a home: write a path or s3://bucket/prefix, which may hold {name}";
        for (var users : List.of(ANNA + "    home: \"" + place + "\"\n",
                ANNA + "    links: [ { path: /pub, to: \"" + place + "\" } ]\n")) {
            var problems = conf.users(users).problems();
            assertEquals(1, problems.size(), users);
            assertTrue(problems.getFirst().contains(expected), problems::toString);
        }
    }
}
