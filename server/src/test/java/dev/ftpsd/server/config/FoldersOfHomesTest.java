package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What can be a folder of a home. */
class FoldersOfHomesTest {

    @TempDir
    Path folder;

    private List<String> problems(String user) throws Exception {
        return new ConfFolder(folder).users("users: [{ name: a, " + user + " }]").problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in", "..", "../x", "in/../x", "in//x", "in/", "./in", "\"\"", "\"a\\nb\""})
    void only_names_in_the_home_are_taken(String name) throws Exception {
        assertEquals(1, problems("folders: [" + name + "]").size(), name);
    }

    @Test
    void another_is_told_with_its_place_and_what_to_write() throws Exception {
        assertEquals(List.of("users.yaml:2:30 users[0].folders[0]: \"../x\" is not a folder: write in or in/new,"
                + " relative to the home"), problems("folders: [../x]"));
    }

    @Test
    void one_in_a_link_is_not_of_the_home() throws Exception {
        assertEquals(List.of("users.yaml:2:30 users[0].folders: pub/x is in the link /pub, and folders are made in the"
                + " home alone: leave it out, and make it yourself if it is needed"),
                problems("folders: [public, pub/x], links: [{ path: /pub, to: elsewhere }]"));
    }
}
