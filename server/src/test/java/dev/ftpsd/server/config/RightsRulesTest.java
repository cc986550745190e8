package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.auth.Right;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Rules of rights that look as if they said something else than they do. */
class RightsRulesTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private ConfFolder rules(String... rules) throws Exception {
        return conf
                .users("groups:\n  - name: g\n    rights:\n      - { " + String.join(" }\n      - { ", rules) + " }\n"
                        + "users: [{ name: a, groups: [g], password: \"" + ConfFolder.HASH + "\" }]\n");
    }

    @Test
    void a_star_in_a_path_would_deny_nothing_and_is_refused() throws Exception {
        assertEquals(
                List.of("users.yaml:6:17 groups[0].rights[1].path: \"/a/*\" must not hold *, which stands for nothing"
                        + " else here: name the folder, whose rule holds for all below it"),
                rules("path: /, allow: rw", "path: \"/a/*\", allow: none").problems());
    }

    /** It may be a name that is there. */
    @Test
    void a_question_mark_in_a_path_is_a_name_and_warned_of() throws Exception {
        rules("path: /, allow: rw", "path: \"/what?\", allow: none");

        assertEquals(
                List.of("users.yaml:6:17 groups[0].rights[1].path: ? stands for nothing else here: the rule is for a"
                        + " name with a question mark"),
                conf.warnings());
        assertFalse(conf.user("a").account().rights().allows(Right.READ, "/what?"));
    }

    @Test
    void none_beside_other_words_would_be_overlooked_and_is_refused() throws Exception {
        var none = "allow: none stands alone: leave it out, or everything else";
        assertEquals(List.of("users.yaml:5:28 groups[0].rights[0]." + none),
                rules("path: /, allow: [none, delete]").problems());
        assertEquals(List.of("users.yaml:2:22 anonymous." + none),
                conf.users("anonymous: { allow: [ro, none] }\n").problems());
        assertEquals(List.of(), rules("path: /, allow: [none]").problems());
    }

    @Test
    void two_rules_of_one_list_for_the_same_path_are_warned_of() throws Exception {
        rules("path: /in, allow: none", "path: /, allow: ro", "path: /in, allow: rw");

        assertEquals(
                List.of("users.yaml:7:17 groups[0].rights[2].path: the rule at line 5 is for the same path, and counts"
                        + " for nothing: put the two together"),
                conf.warnings());
    }

    /** That is what groups are for. */
    @Test
    void a_user_s_rule_for_the_path_of_a_group_is_no_mistake() throws Exception {
        conf.users("groups: [{ name: g, rights: [{ path: /, allow: ro }] }]\n"
                + "users: [{ name: a, groups: [g], rights: [{ path: /, allow: rw }], password: \"" + ConfFolder.HASH
                + "\" }]\n");

        assertEquals(List.of(), conf.warnings());
    }
}
