package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Message.Variable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class MessageFilesTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private List<String> lines(Message message, Map<Variable, String> values) throws Exception {
        return conf.load().settings().messages().texts().lines(message, values);
    }

    @Test
    void a_text_takes_the_place_of_the_built_in_one() throws Exception {
        assertEquals(List.of("Welcome, anna."), lines(Message.LOGIN, Map.of(Variable.USER, "anna")));

        conf.file("messages/login.txt", "Hello {user},\n\tno news from {{here}.\n");

        assertEquals(List.of("Hello anna,", "    no news from {here}."),
                lines(Message.LOGIN, Map.of(Variable.USER, "anna")));
    }

    /** Editors on Windows put it there. */
    @Test
    void a_byte_order_mark_before_a_text_is_not_sent() throws Exception {
        conf.file("messages/login.txt", "\uFEFFHello {user}.\n");
        assertEquals(List.of("Hello anna."), lines(Message.LOGIN, Map.of(Variable.USER, "anna")));

        conf.file("messages/login.txt", "\uFEFF{usr}");
        assertEquals("messages/login.txt:1:1:", conf.problems().getFirst().split(" ", 2)[0]);
    }

    @Test
    void what_a_client_sent_is_not_read_as_a_text() throws Exception {
        conf.file("messages/login.txt", "{user} {address}");

        assertEquals(List.of("{address} {{ 192.0.2.1"), lines(Message.LOGIN,
                Map.of(Variable.USER, "{address} {{", Variable.ADDRESS, "192.0.2.1")));
    }

    @Test
    void an_unknown_variable_is_a_mistake_with_its_place() throws Exception {
        conf.file("messages/farewell.txt", "Goodbye,\n  {usr}!").file("messages/denied.txt", "No, {user}.")
                .file("messages/full.txt", "Full {address");

        assertEquals(List.of("messages/denied.txt:1:5: unknown variable \"{user}\", known are [address, server, time]; "
                + "write {{ for a brace",
                "messages/farewell.txt:2:3: unknown variable \"{usr}\", did you mean \"user\"?; "
                        + "write {{ for a brace",
                "messages/full.txt:1:6: a brace that is not closed; write {{ for a brace"), conf.problems());
    }

    @Test
    void a_text_that_no_reply_can_hold_is_a_mistake() throws Exception {
        conf.file("messages/login.txt", "a\u001b[31m").file("messages/greeting.txt", new byte[]{(byte) 0xC3, 0x28})
                .file("messages/full.txt", "x\n".repeat(101)).file("messages/denied.txt", "x".repeat(9000));

        assertEquals(4, conf.problems().size(), () -> {
            try {
                return conf.problems().toString();
            } catch (Exception e) {
                return e.toString();
            }
        });
    }

    @Test
    void an_empty_text_is_as_good_as_none_and_an_unknown_one_is_told() throws Exception {
        conf.file("messages/login.txt", " \n").file("messages/farwell.txt", "Bye").file("messages/README", "{x}");

        assertEquals(List.of("messages/farwell.txt: no text of that name is used, did you mean \"farewell.txt\"?"),
                conf.warnings());
        assertEquals(List.of("Welcome, ."), lines(Message.LOGIN, Map.of()));
    }

    @Test
    void another_folder_may_hold_the_texts_and_a_change_in_it_is_seen() throws Exception {
        conf.machine("messages: { dir: texts }\n").file("texts/login.txt", "One");
        var settings = conf.load().settings();
        var before = Fingerprint.of(conf.path(), settings, List.of());
        conf.file("texts/login.txt", "Two");

        assertNotEquals(before, Fingerprint.of(conf.path(), settings, List.of()));
        assertEquals(List.of("Two"), lines(Message.LOGIN, Map.of()));
    }
}
