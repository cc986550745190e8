package dev.ftpsd.server.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that are broken, or meant to break the reader. */
class HostileYamlTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @Test
    void a_billion_laughs_end_early() throws Exception {
        var text = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++) {
            var below = "*a" + (level - 1);
            text.append("a%d: &a%d { %s }%n".formatted(level, level,
                    String.join(", ",
                            List.of("b: " + below, "c: " + below, "d: " + below, "e: " + below, "f: " + below))));
        }
        conf.file("users.yaml", text.toString());

        var problems = assertTimeout(Duration.ofSeconds(20), conf::problems);
        assertTrue(problems.getFirst().contains("too deep or too large, aliases followed"), problems::toString);
    }

    @Test
    void many_aliases_are_refused() throws Exception {
        conf.users("a: &a { b: c }\nusers: [" + "*a, ".repeat(200) + "]\n");

        assertEquals(
                List.of("users.yaml: not YAML: Number of aliases for non-scalar nodes exceeds the specified max=100"),
                conf.problems());
    }

    @Test
    void a_map_that_holds_itself_is_refused() throws Exception {
        conf.users("defaults: &a { home: x, defaults: *a }\n");

        assertTrue(conf.problems().getFirst().contains("too deep or too large"), () -> conf.problems().toString());
    }

    @Test
    void deep_nesting_is_refused() throws Exception {
        conf.users("users: " + "[".repeat(10_000) + "]".repeat(10_000));

        assertEquals(List.of("users.yaml: not YAML: Nesting Depth exceeded max 16"), conf.problems());
    }

    @Test
    void a_list_inside_a_list_is_refused() throws Exception {
        assertEquals(List.of("users.yaml:2:9 users[0]: a list inside a list"), conf.users("users: [[a]]").problems());
    }

    @Test
    void a_file_of_ten_megabytes_is_refused() throws Exception {
        assertEquals(List.of("users.yaml: longer than 8MiB"),
                conf.users("# " + "x".repeat(10_000_000)).problems());
    }

    @Test
    void a_tag_that_would_make_an_object_is_refused() throws Exception {
        assertEquals(List.of("users.yaml:2:8: not YAML: Global tag is not allowed: "
                + "tag:yaml.org,2002:javax.script.ScriptEngineManager"),
                conf.users("users: !!javax.script.ScriptEngineManager [ ]\n").problems());
        assertEquals(List.of("users.yaml:2:23 anonymous.enabled: tags such as tag:yaml.org,2002:bool are refused"),
                conf.users("anonymous: { enabled: !!bool false }\n").problems());
        assertEquals(List.of("users.yaml:2:8 users: tags such as !local are refused"),
                conf.users("users: !local []\n").problems());
    }

    @Test
    void a_key_given_twice_is_refused() throws Exception {
        assertEquals(List.of("users.yaml:3:1 users: given twice, first at line 2"),
                conf.users("users: []\nusers: []\n").problems());
    }

    @Test
    void a_key_that_is_no_word_is_refused() throws Exception {
        assertEquals(List.of("users.yaml:2:3: a key must be a single word"), conf.users("? [a, b]\n: c\n").problems());
    }

    @Test
    void merge_keys_are_unknown_keys() throws Exception {
        conf.users("defaults: &d { home: x }\nusers: [{ <<: *d, name: a, rights: [], password: '" + ConfFolder.HASH
                + "' }]");

        assertEquals(List.of("users.yaml:3:11 users[0].<<: unknown key"), conf.problems());
    }

    @Test
    void a_tab_is_told_with_its_place() throws Exception {
        assertEquals(
                List.of("users.yaml:3:1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not "
                        + "use \\t(TAB) for indentation)"),
                conf.users("users:\n\t- name: a\n").problems());
    }

    @Test
    void a_syntax_error_is_told_with_its_place() throws Exception {
        assertEquals(List.of("users.yaml:4:3: not YAML: expected ',' or ']', but got {"),
                conf.users("users: [\n  { name: a }\n  { name: b }\n]\n").problems());
    }

    @Test
    void a_second_document_is_told() throws Exception {
        assertEquals(List.of("users.yaml:2:1: not YAML: but found another document"),
                conf.users("---\na: b\n").problems());
    }

    @Test
    void a_file_that_is_a_list_or_a_word_is_told() throws Exception {
        assertEquals(List.of("users.yaml:1:1: not a map of keys: the file begins with \"version: 1\""),
                conf.file("users.yaml", "- a\n").problems());
        assertEquals(List.of("users.yaml:1:1: not a map of keys: the file begins with \"version: 1\""),
                conf.file("users.yaml", "word\n").problems());
    }

    @Test
    void a_byte_order_mark_is_passed_over() throws Exception {
        assertEquals(List.of(), conf.file("users.yaml", "\uFEFFversion: 1\n").problems());
    }

    @Test
    void another_encoding_is_told_rather_than_guessed() throws Exception {
        assertEquals(List.of("users.yaml: not UTF-8: save it in that encoding"),
                conf.file("users.yaml", "version: 1 # ä\n".getBytes(StandardCharsets.ISO_8859_1)).problems());
    }

    @Test
    void a_character_that_yaml_forbids_is_told_with_its_place() throws Exception {
        assertEquals(List.of("users.yaml:2:10: not YAML: a character that YAML forbids, U+0007"),
                conf.users("users: []\u0007\n").problems());
    }

    @Test
    void a_key_cannot_forge_a_line_of_the_log() throws Exception {
        assertEquals(List.of("users.yaml:2:1 a\\u{a}2026 ERROR: unknown key"),
                conf.users("\"a\\n2026 ERROR\": b\n").problems());
    }
}
