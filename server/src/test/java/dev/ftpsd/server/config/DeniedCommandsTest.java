package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ftpsd.server.command.CommandSpec;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.fuzz.Bench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code protocol.commands-denied}: what it names is switched off, or a mistake. */
class DeniedCommandsTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private ConfFolder denying(String verbs) throws IOException {
        return conf.machine("protocol:\n  commands-denied: [" + verbs + "]\n");
    }

    @Test
    void the_verbs_that_can_be_switched_off_are_those_of_the_table() throws Exception {
        assertEquals(new CommandTable(Bench.services()).rows().stream().map(CommandSpec::verb).toList(), Verbs.KNOWN);
    }

    /** But for USER, which is refused. */
    @Test
    void an_editor_offers_the_same_verbs() throws Exception {
        var ways = new ObjectMapper().readTree(Files.readString(Path.of("../conf/schema/ftpsd.schema.json")))
                .at("/$defs/verb/anyOf");
        var offered = new ArrayList<String>();
        ways.findValue("enum").forEach(verb -> offered.add(verb.asText()));

        assertEquals(Verbs.KNOWN.stream().filter(verb -> !verb.equals("USER")).toList(), offered);
    }

    @Test
    void verbs_are_taken_in_either_case() throws Exception {
        assertEquals(List.of("DELE", "XRMD"), denying("dele, XRMD").load().settings().protocol().commandsDenied());
    }

    @Test
    void names_of_other_places_are_mistakes_with_the_verb_that_is_meant() throws Exception {
        assertEquals(List.of(
                "ftpsd.yaml:3:21 protocol.commands-denied[0]: \"DELETE\" is no command of this server, did you mean"
                        + " \"DELE\"?",
                "ftpsd.yaml:3:29 protocol.commands-denied[1]: \"CHMOD\" is no command of this server: CHMOD belongs to"
                        + " SITE, leave it out of protocol.site instead",
                "ftpsd.yaml:3:36 protocol.commands-denied[2]: \"rename\" is no command of this server, did you mean"
                        + " \"RNFR\" and \"RNTO\"?"),
                denying("DELETE, CHMOD, rename").problems());
    }

    @ParameterizedTest
    @CsvSource({"SITE UTIME, UTIME belongs to SITE", "STORR, 'did you mean \"STOR\"?'",
            "upload, 'did you mean \"STOR\"?'", "XYZZY, HELP lists those that are known",
            "'', HELP lists those that are known"})
    void what_is_no_verb_is_a_mistake(String word, String hint) throws Exception {
        var problems = denying("'" + word + "'").problems();

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().contains(hint), problems::toString);
    }

    @Test
    void a_server_at_which_nobody_could_log_in_is_refused() throws Exception {
        assertEquals(List.of("ftpsd.yaml:3:21 protocol.commands-denied: without USER nobody can log in: take it out"),
                denying("USER").problems());
    }

    @Test
    void what_keeps_most_users_out_is_warned_of() throws Exception {
        assertEquals(List.of(
                "ftpsd.yaml:3:21 protocol.commands-denied: without PASS only users with login: [certificate] can log in",
                "ftpsd.yaml:3:21 protocol.commands-denied: without AUTH nobody can log in at the listeners with tls:"
                        + " required (explicit)"),
                denying("PASS, AUTH").warnings());
    }

    /** Where TLS comes first nobody needs AUTH. */
    @Test
    void auth_may_be_switched_off_where_no_listener_needs_it() throws Exception {
        conf.machine("listeners: [{ name: a, port: 990, tls: implicit }]\nprotocol: { commands-denied: AUTH }\n");

        assertEquals(List.of(), conf.warnings());
    }
}
