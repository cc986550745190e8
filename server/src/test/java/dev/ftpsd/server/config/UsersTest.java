package dev.ftpsd.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.Verdict.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UsersTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private List<String> problemsOf(String user) throws Exception {
        return conf.users("users: [{ name: a, rights: [{ path: /, allow: ro }], " + user + " }]").problems();
    }

    @Test
    void what_a_user_says_reaches_account_and_admission() throws Exception {
        conf.users("""
                users:
                  - name: acme
                    password: "%s"
                    home: /srv/{name}
                    create-home: false
                    rights: [{ path: /, allow: ro }, { path: /in, allow: [create, mkdir] }]
                    from: [{ allow: 203.0.113.0/24 }, { deny: 0.0.0.0/0 }]
                    tls: { required: false, resumption: preferred, upload-close-notify: lenient }
                    valid-until: "2027-01-31T00:00Z"
                    profile: device
                """.formatted(ConfFolder.HASH));
        var user = conf.user("acme");
        var account = user.account();
        var admission = user.admission();
        var inside = InetAddress.ofLiteral("203.0.113.9");

        assertEquals("/srv/acme", account.home());
        assertFalse(account.createHome());
        assertTrue(account.device());
        assertTrue(account.rights().allows(Right.READ, "/a"));
        assertFalse(account.rights().allows(Right.READ, "/in/a"));
        assertEquals("users.yaml:7", account.rights().decidingRule("/in/a").orElseThrow().origin());
        assertFalse(account.transport().tlsRequired());
        assertEquals(Optional.of(Resumption.PREFERRED), account.transport().resumption());
        assertTrue(account.transport().lenientUploads());
        assertEquals("users.yaml:3", user.origin());
        assertEquals(Optional.empty(), admission.bar(Instant.parse("2027-01-30T23:59:59Z"), inside));
        assertEquals(Optional.of(Reason.EXPIRED), admission.bar(Instant.parse("2027-01-31T00:00:00Z"), inside));
        assertEquals(Optional.of(Reason.ADDRESS_DENIED), admission.bar(Instant.EPOCH, InetAddress.ofLiteral("::1")));
    }

    @Test
    void a_hash_with_commas_arrives_whole() throws Exception {
        conf.users("users: [{ name: a, password: \"" + ConfFolder.HASH + "\" }]");
        var password = conf.user("a").password();

        assertEquals(ConfFolder.HASH, password == null ? "" : password.encoded());
    }

    @Test
    void names_with_dots_brackets_and_blanks_are_names() throws Exception {
        for (var name : List.of("a.b", "a(1)", "a[0]", "a b", "Müller@example.org", "[@x]", "#", "-", "yes", "0x10",
                "..a")) {
            conf.users("users: [{ name: \"" + name + "\" }]");

            assertEquals("data/" + name, conf.user(name).account().home());
        }
    }

    @Test
    void a_name_cannot_lead_out_of_the_folder_of_the_homes() throws Exception {
        for (var name : List.of("..", ".", "a/b", "a\\\\b", "", "a\\u0000", "x".repeat(65))) {
            assertEquals(1, conf.users("users: [{ name: \"" + name + "\" }]").problems().size(), name);
        }
    }

    @Test
    void clear_text_is_refused_and_not_shown() throws Exception {
        var problems = problemsOf("password: geheim123");

        assertEquals(List.of("users.yaml:2:64 users[0].password: not a password hash (clear text is refused): make one "
                + "with `ftpsd hash`"), problems);
    }

    @Test
    void the_user_wins_over_groups_and_later_groups_over_earlier_ones() throws Exception {
        conf.users("""
                defaults: { home: "d/{name}", create-home: false, enabled: false }
                groups:
                  - { name: one, home: one, tls: { resumption: "off" }, rights: [{ path: /a, allow: ro }] }
                  - { name: two, home: two, enabled: true, rights: [{ path: /a, allow: rw }, { path: /b, allow: ro }] }
                users:
                  - { name: x, groups: [one, two] }
                  - { name: y, groups: [two, one], home: own, create-home: true, rights: [{ path: /a, allow: none }] }
                """);
        var x = conf.user("x").account();
        var y = conf.user("y").account();

        assertEquals("two", x.home());
        assertFalse(x.createHome());
        assertEquals(Optional.of(Resumption.OFF), x.transport().resumption());
        assertTrue(x.rights().allows(Right.DELETE, "/a"));
        assertTrue(x.rights().allows(Right.LIST, "/b"));
        assertTrue(conf.user("x").admission().enabled());
        assertEquals("own", y.home());
        assertTrue(y.createHome());
        assertFalse(y.rights().allows(Right.LIST, "/a"));
        assertEquals(List.of("two", "one"), y.groups());
    }

    @Test
    void whose_data_may_travel_in_clear_is_decided_like_everything_else() throws Exception {
        conf.users("""
                defaults: { tls: { protection: any } }
                groups: [{ name: office, tls: { protection: private } }]
                users: [{ name: a }, { name: b, groups: [office] }, { name: c, groups: [office], tls: { protection: any } }]
                anonymous: { enabled: true }
                """);

        assertEquals(Optional.of(true), conf.user("a").account().transport().clearData());
        assertEquals(Optional.of(false), conf.user("b").account().transport().clearData());
        assertEquals(Optional.of(true), conf.user("c").account().transport().clearData());
        assertEquals(Optional.empty(), conf.user("anonymous").account().transport().clearData());
    }

    @Test
    void a_protection_that_is_none_is_told() throws Exception {
        assertEquals(List.of("users.yaml:2:73 users[0].tls.protection: unknown word \"clear\", known are private, any"),
                problemsOf("tls: { protection: clear }"));
    }

    @Test
    void groups_are_known_in_all_files_and_defaults_of_the_first_file_too() throws Exception {
        conf.users("defaults: { home: \"first/{name}\", create-home: false }\n")
                .file("users.d/a.yaml", "version: 1\nusers: [{ name: a, groups: [late] }]")
                .file("users.d/b.yaml", """
                        version: 1
                        defaults: { home: "b/{name}" }
                        groups: [{ name: late, rights: [{ path: /, allow: worm }] }]
                        users: [{ name: b }]
                        """);

        assertEquals("first/a", conf.user("a").account().home());
        assertTrue(conf.user("a").account().rights().allows(Right.CREATE, "/x"));
        assertEquals("b/b", conf.user("b").account().home());
        assertFalse(conf.user("b").account().createHome());
        assertEquals("users.d/b.yaml:4", conf.user("b").origin());
    }

    @Test
    void two_users_or_groups_of_one_name_are_told_across_files() throws Exception {
        conf.users("groups: [{ name: g }]\nusers: [{ name: a }]\n")
                .file("users.d/a.yaml", "version: 1\ngroups: [{ name: g }]\nusers: [{ name: a }]\n");

        assertEquals(List.of(
                "users.d/a.yaml:2:18 groups[0].name: another group has this name, at users.yaml:2",
                "users.d/a.yaml:3:17 users[0].name: another user has this name, at users.yaml:3"), conf.problems());
    }

    @Test
    void a_group_that_does_not_exist_is_told() throws Exception {
        conf.users("groups: [{ name: partners }]\nusers: [{ name: a, groups: [partner, other] }]\n");

        assertEquals(List.of("users.yaml:3:29 users[0].groups[0]: no such group, did you mean \"partners\"?",
                "users.yaml:3:38 users[0].groups[1]: no such group"), conf.problems());
    }

    @Test
    void rights_have_one_way_of_writing_a_path() throws Exception {
        for (var path : List.of("in", "/in/", "//in", "/../x", "/a/./b", "\"\"", "\"/a\\nb\"")) {
            assertEquals(1,
                    conf.users("users: [{ name: a, rights: [{ path: " + path + ", allow: ro }] }]").problems().size(),
                    path);
        }
    }

    @Test
    void presets_and_words_add_up() throws Exception {
        conf.users("users: [{ name: a, rights: [{ path: /, allow: [drop, append] }] }]");

        assertEquals(Set.of(Right.CREATE, Right.MKDIR, Right.APPEND),
                conf.user("a").account().rights().decidingRule("/").orElseThrow().rights());
    }

    @Test
    void a_rule_without_rights_is_told() throws Exception {
        assertEquals(
                List.of("users.yaml:2:29 users[0].rights[0].allow: missing: name rights or a preset, such as ro; none "
                        + "denies everything"),
                conf.users("users: [{ name: a, rights: [{ path: / }] }]").problems());
    }

    @Test
    void words_of_other_servers_bring_ours() throws Exception {
        assertEquals(
                List.of("users.yaml:2:47 users[0].rights[0].allow: unknown word \"readonly\", did you mean \"ro\"?"),
                conf.users("users: [{ name: a, rights: [{ path: /, allow: readonly }] }]").problems());
    }

    @Test
    void a_user_who_can_do_nothing_brings_warnings() throws Exception {
        assertEquals(List.of("users.yaml:2:9 users[0].rights: there are none, so that this user can do nothing",
                "users.yaml:2:9 users[0].password: there is none, so that nobody can log in as this user"),
                conf.users("users: [{ name: a }]").warnings());
        assertNull(conf.user("a").password());
    }

    @Test
    void hours_moments_and_limits_are_checked() throws Exception {
        assertEquals(List.of("users.yaml:2:61 users[0].hours: \"Mon-Fri 6-20\" is not a time of the week: write "
                + "\"Mon-Fri 06:00-20:00 Europe/Berlin\""), problemsOf("hours: Mon-Fri 6-20"));
        assertEquals(1, problemsOf("hours: [\"Mon 06:00-24:00 Europe/Nowhere\"]").size());
        assertEquals(List
                .of("users.yaml:2:67 users[0].valid-until: \"2027-01-31\" is not a moment: write 2027-01-31T00:00Z"),
                problemsOf("valid-until: 2027-01-31"));
        assertEquals(1, problemsOf("limits: { quota: 50 }").size());
    }
}
