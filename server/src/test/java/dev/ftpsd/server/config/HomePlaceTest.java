package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.auth.Account;
import dev.ftpsd.server.config.yaml.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private List<String> warnings(String users) throws Exception {
        return new SettingsReader(Map.of(), installation).read(conf.users(users).path()).warnings().stream()
                .map(Problem::toString).toList();
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
        for (var users : List.of("anonymous: { enabled: true, home: \"" + place + "\" }\n",
                ANNA + "    home: \"" + place + "\"\n",
                ANNA + "    links: [ { path: /pub, to: \"" + place + "\" } ]\n")) {
            var problems = conf.users(users).problems();
            assertEquals(1, problems.size(), users);
            assertTrue(problems.getFirst().contains(expected), problems::toString);
        }
    }

    @Test
    void the_home_of_the_first_start_is_read_as_all_others() throws Exception {
        var problems = conf.machine("users: { bootstrap: { name: anna, home: \"s3://NO/x\" } }\n").problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().contains("users.bootstrap.home: "), problems::toString);
        assertTrue(problems.getFirst().contains("is not a home: write a path or s3://bucket/prefix"),
                problems::toString);

        conf.machine("users: { bootstrap: { name: anna, home: \"s3://bucket/{name}\" } }\n");
        assertEquals("s3://bucket/anna", conf.load().settings().users().bootstrap().home());
    }

    @ParameterizedTest
    @CsvSource({"., conf", "/, conf", "conf/users.d, conf", "state, state", "data/../run/x, run", "s, state"})
    void a_home_that_shares_files_with_the_server_is_warned_of(String home, String own) throws Exception {
        Files.createDirectories(installation.resolve("state"));
        Files.createSymbolicLink(installation.resolve("s"), Path.of("state"));
        var warning = " shares files with " + installation.toRealPath().resolve(own) + ", where";
        for (var users : Map.of(ANNA + "    home: \"" + home + "\"\n", "users.yaml:6:11 users[0].home: ",
                ANNA + "    links: [ { path: /x, to: \"" + home + "\" } ]\n", "users.yaml:6:14 users[0].links: ",
                "anonymous: { enabled: true, home: \"" + home + "\" }\n", "users.yaml:2:35 anonymous.home: ")
                .entrySet()) {
            var found = warnings(users.getKey());
            assertEquals(1, found.size(), users.getKey());
            assertTrue(found.getFirst().startsWith(users.getValue()), found::toString);
            assertTrue(found.getFirst().contains(warning), found::toString);
            assertTrue(found.getFirst().endsWith("name a folder that neither holds it nor lies in it"),
                    found::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/anna", "/srv/anna", "conference", "s3://bucket/conf"})
    void a_home_beside_them_is_not(String home) throws Exception {
        assertEquals(List.of(), warnings(ANNA + "    home: \"" + home + "\"\n"));
    }

    @Test
    void the_home_of_the_first_start_is_warned_of_too() throws Exception {
        conf.machine("users: { bootstrap: { home: state } }\n");

        assertTrue(warnings("").getFirst().startsWith("ftpsd.yaml users.bootstrap.home: "));
    }
}
