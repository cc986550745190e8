package dev.ftpsd.server.admin;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code ftpsd user} without a running server: what it shows, and what it says of a change. */
class UserCommandTest {

    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final String USERS = """
            version: 1
            groups:
              - name: partners
                rights: [ { path: /, allow: ro }, { path: /in, allow: drop } ]
            users:
              - name: zoe
                password: "HASH"
                home: HOME
                groups: [partners]
                rights: [ { path: /in, allow: [list, create], hide: ["*.tmp"] } ]
                links: [ { path: /pub, to: "s3://bucket/pub" } ]
                from: [ { allow: 203.0.113.0/24 }, { deny: 0.0.0.0/0 } ]
                tls: { resumption: preferred, protection: any }
                folders: [in]
                umask: "007"
                limits: { sessions: 5, rate-in: 5MiB/s, quota: 1KiB, quota-files: 3 }
              - name: cam
                login: [certificate]
                certificates: [cam.example.org]
                home: s3://bucket/cam
                enabled: false
              - name: bob
                valid-until: "2020-01-31T00:00Z"
            anonymous: { enabled: true, home: /srv/ftp/pub }
            """.replace("HASH", HASH);

    @TempDir
    Path conf;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFolder() throws Exception {
        var home = Files.createDirectories(conf.resolve("home"));
        Files.writeString(home.resolve("file"), "12345");
        Files.writeString(conf.resolve("ftpsd.yaml"), "version: 1\nserver: { run-dir: " + conf.resolve("run") + " }\n");
        Files.writeString(conf.resolve("users.yaml"), USERS.replace("HOME", home.toString()));
    }

    private String text() throws Exception {
        return Files.readString(conf.resolve("users.yaml"));
    }

    private int user(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--conf", conf.toString()));
        return new CommandLine(new UserCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
    }

    @Test
    void the_list_has_a_line_a_user_by_name() throws Exception {
        Files.writeString(conf.resolve("users.yaml"), USERS.replace("HOME", "/srv/ftp/zoe"));

        assertEquals(ExitCodes.OK, user("list"), err::toString);

        assertEquals("""
                NAME       STATE     HOME             LOGIN                WRITTEN AT
                anonymous  enabled   /srv/ftp/pub     any password         users.yaml:24
                bob        expired   data/bob         password (none set)  users.yaml:22
                cam        disabled  s3://bucket/cam  certificate          users.yaml:17
                zoe        enabled   /srv/ftp/zoe     password             users.yaml:6
                4 users
                """, out.toString());
    }

    @Test
    void programs_get_the_list_in_json() {
        assertEquals(ExitCodes.OK, user("list", "--json"), err::toString);

        assertTrue(out.toString().contains("{\"user\":\"cam\",\"state\":\"disabled\",\"home\":\"s3://bucket/cam\","
                + "\"login\":[\"certificate\"],\"origin\":\"users.yaml:17\"}"), out::toString);
    }

    @Test
    void a_list_of_nobody_says_who_may_log_in_all_the_same() throws Exception {
        Files.writeString(conf.resolve("users.yaml"), "version: 1\n");

        assertEquals(ExitCodes.OK, user("list"), err::toString);

        assertTrue(out.toString().endsWith("the user of the first start, ftpsd, may log in (users.bootstrap)\n"),
                out::toString);
    }

    @Test
    void all_that_holds_for_a_user_is_shown_with_its_lines() throws Exception {
        assertEquals(ExitCodes.OK, user("show", "zoe"), err::toString);

        assertEquals("""
                zoe
                  the user    users.yaml:6, who may log in
                  login       password
                  password    argon2id m=19456,t=2,p=1
                  from        allow: 203.0.113.0/24, deny: 0.0.0.0/0
                  groups      partners
                  home        HOME, made at login
                  folders     in
                  umask       007
                  link        /pub is s3://bucket/pub
                  rights      users.yaml:4  path / allows ro
                  rights      users.yaml:10  path /in allows list, create, hides *.tmp
                  limits      sessions 5
                  limits      rate-in 5.0 MiB/s
                  limits      quota: cannot be told, since the home cannot be counted
                  tls         required, resumption preferred, protection any
                """.replace("HOME", conf.resolve("home").toString()),
                out.toString().replaceAll("(cannot be counted).*", "$1"));
    }

    @Test
    void what_is_used_of_a_quota_is_counted() throws Exception {
        Files.writeString(conf.resolve("users.yaml"), text().replaceAll("(?m)^ *links:.*\n", ""));

        assertEquals(ExitCodes.OK, user("show", "zoe"), err::toString);
        assertTrue(out.toString().contains("  limits      quota 1.0 KiB, of which 5 B are used\n"), out::toString);
        assertTrue(out.toString().contains("  limits      quota-files 3, of which 1 are used\n"), out::toString);
        assertEquals(ExitCodes.OK, user("show", "zoe", "--json"), err::toString);
        assertTrue(
                out.toString()
                        .contains("\"limits\":{\"sessions\":5,\"rate-in\":5242880,\"quota\":1024,\"quota-files\":3}"),
                out::toString);
        assertTrue(out.toString().matches("(?s).*\"used\":\\{(\"bytes\":5,\"files\":1|\"files\":1,\"bytes\":5)}.*"),
                out::toString);
        assertTrue(out.toString().contains("\"folders\":[\"in\"],\"umask\":\"007\""), out::toString);
        assertTrue(out.toString().contains("\"protection\":\"any\""), out::toString);
        assertFalse(out.toString().contains("AAAA"), "the hash is not shown");
    }

    @Test
    void an_unknown_name_is_refused_with_the_files_that_were_looked_at() {
        assertEquals(ExitCodes.REFUSED, user("show", "zoo"));
        assertEquals("there is no user zoo in the users files (users.yaml, users.d/*.yaml), did you mean \"zoe\"?\n",
                err.toString());
    }

    /** A terminal must not do what a name says, and an anchor is not to blame. */
    @Test
    void a_name_with_a_control_character_is_named_as_what_it_is() throws Exception {
        var before = text();
        assertEquals(ExitCodes.REFUSED, user("add", "a\nb"));
        assertEquals("nothing was changed: \"a\\u{a}b\" holds a control character\n", err.toString());
        assertEquals(ExitCodes.REFUSED, user("add", "carol", "--home", "/srv\u001b[2J"));
        assertEquals(ExitCodes.REFUSED, user("show", "a\u001b[2Jb"));

        assertTrue(
                err.toString()
                        .endsWith("there is no user a\\u{1b}[2Jb in the users files (users.yaml, users.d/*.yaml)\n"),
                err::toString);
        assertEquals(before, text());
    }

    @Test
    void mistakes_of_the_files_are_told_instead() throws Exception {
        Files.writeString(conf.resolve("users.yaml"), "version: 1\nusers: [ { nam: a } ]\n");

        assertEquals(ExitCodes.CONFIG, user("list"));
        assertTrue(err.toString().startsWith("users.yaml:2"), err::toString);
    }

    @Test
    void who_is_deleted_leaves_the_files_and_that_is_said() throws Exception {
        assertEquals(ExitCodes.OK, user("delete", "zoe"), err::toString);

        assertEquals("users.yaml: user zoe is deleted; what stays: the files in " + conf.resolve("home")
                + "\nno server runs with this configuration: it holds from the next start\n", out.toString());
        assertTrue(Files.exists(conf.resolve("home/file")));
        assertFalse(text().contains("zoe"), text());
    }

    @Test
    void when_the_last_is_deleted_the_user_of_the_first_start_is_named() throws Exception {
        user("delete", "zoe");
        user("delete", "cam");
        assertEquals(ExitCodes.OK, user("delete", "bob"), err::toString);

        assertTrue(
                out.toString().contains("\nnobody is left in the users files: the user of the first start may log in"),
                out::toString);
        assertTrue(text().contains("\nusers: []\n"), text());
        assertEquals(ExitCodes.REFUSED, user("delete", "bob"));
        assertTrue(err.toString().startsWith("nothing was changed: there is no user bob in the users files"),
                err::toString);
    }

    @Test
    void a_new_password_is_made_and_shown_once() throws Exception {
        assertEquals(ExitCodes.OK, user("passwd", "zoe"), err::toString);

        assertTrue(out.toString().matches("(?s)users.yaml: user zoe has a new password\n"
                + "The password is  \\S{20}  - shown this once\\.\nno server runs .*"), out::toString);
        assertFalse(text().contains(HASH), text());
        assertEquals(ExitCodes.REFUSED, user("passwd", "cam"));
        assertTrue(err.toString().contains("logs in by certificate alone"), err::toString);
    }
}
