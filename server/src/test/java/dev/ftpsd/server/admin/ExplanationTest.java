package dev.ftpsd.server.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code explain} names the line that decides. */
class ExplanationTest {

    @TempDir
    Path folder;

    private String printed = "";

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("ftpsd.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("users.yaml"), """
                version: 1
                groups:
                  - name: partners
                    rights:
                      - { path: /, allow: ro }
                      - { path: /in, allow: drop }
                users:
                  - name: acme
                    groups: [partners]
                    rights:
                      - { path: /out, allow: [list, read, delete] }
                  - name: gone
                    enabled: false
                    from: [ { allow: 203.0.113.0/24 } ]
                    rights:
                      - { path: /a, allow: full }
                  - name: limited
                    home: HOME
                    hours: ["Mon-Fri 06:00-20:00 Europe/Berlin"]
                    valid-until: "2020-01-31T00:00Z"
                    limits: { file-size: 1KiB, quota: 10B, quota-files: 3, rate-out: 5MiB/s }
                    rights:
                      - { path: /, allow: full }
                      - { path: /d, allow: full, hide: ["*.tmp"] }
                  - name: scanner
                    tls: { protection: any }
                    rights: [ { path: /, allow: rw } ]
                  - name: plc
                    tls: { protection: any, required: false }
                    rights: [ { path: /, allow: rw } ]
                  - name: far
                    from: [ { deny: 10.0.0.0/8 }, { allow: 203.0.113.0/24 } ]
                    rights: [ { path: /, allow: ro } ]
                """.replace("HOME", Files.createDirectories(folder.resolve("home")).toString()));
    }

    private int explain(String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(new ExplainCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCodes.USAGE);
        var all = new String[arguments.length + 2];
        all[0] = "--conf";
        all[1] = folder.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        var exit = line.execute(all);
        printed = out.toString();
        return exit;
    }

    @Test
    void a_refused_delete_is_explained_by_the_group_s_line() {
        assertEquals(1, explain("--user", "acme", "--path", "/in/x", "--op", "delete"));

        assertTrue(
                printed.startsWith("acme may not delete at /in/x\n  decided by  users.yaml:6  path /in allows drop\n"),
                printed);
    }

    @Test
    void the_longer_path_of_the_user_wins() {
        assertEquals(0, explain("--user", "acme", "--path", "out/x", "--op", "delete"));

        assertTrue(printed.contains("users.yaml:11  path /out allows list, read, delete"), printed);
    }

    @Test
    void no_rule_at_all_is_said() {
        assertEquals(1, explain("--user", "gone", "--path", "/b", "--op", "read"));

        assertTrue(printed.contains("no rule: none covers this path"), printed);
        assertTrue(printed.contains("may not log in: DISABLED"), printed);
    }

    @Test
    void programs_get_json() {
        explain("--user", "acme", "--path", "/in", "--op", "create", "--json");

        assertEquals(
                "{\"user\":\"acme\",\"path\":\"/in\",\"op\":\"create\",\"allowed\":true,\"decided-by\":\"users.yaml:6\"}\n",
                printed);
    }

    @Test
    void an_unknown_word_is_a_usage_error_and_an_unknown_user_a_refusal() {
        assertEquals(64, explain("--user", "acme", "--path", "/", "--op", "DELE"));
        assertEquals(64, explain("--user", "acme", "--path", "/", "--op", "read", "--from", "example.org"));
        assertEquals(1, explain("--user", "nobody", "--path", "/", "--op", "read"));
    }

    @Test
    void the_user_of_the_first_start_is_explained_while_the_files_name_no_other() throws Exception {
        Files.writeString(folder.resolve("users.yaml"), "version: 1\n");
        assertEquals(0, explain("--user", "ftpsd", "--path", "/x", "--op", "chmod"));
        assertTrue(printed.startsWith("ftpsd may chmod at /x\n"), printed);
        assertTrue(printed.contains("  the user    ftpsd.yaml, who may log in\n"), printed);

        Files.writeString(folder.resolve("ftpsd.yaml"), "version: 1\nusers: { bootstrap: { name: anna } }\n");
        assertEquals(0, explain("--user", "anna", "--path", "/x", "--op", "read"));
        assertTrue(printed.contains("ftpsd.yaml"), printed);
        assertEquals(1, explain("--user", "ftpsd", "--path", "/x", "--op", "read"));
    }

    @Test
    void where_others_are_named_the_user_of_the_first_start_is_not_there() {
        assertEquals(1, explain("--user", "ftpsd", "--path", "/x", "--op", "read"));
        assertTrue(printed
                .startsWith("user ftpsd is that of the first start, and not in the users files: it is there while"
                        + " these name no user"),
                printed);
    }

    @Test
    void a_hidden_name_is_refused_whatever_the_rights_say_and_the_hiding_rule_is_named() {
        assertEquals(1, explain("--user", "limited", "--path", "/d/e.tmp/x", "--op", "read"));

        assertTrue(printed.contains("hidden by   users.yaml:24  hide [*.tmp]: e.tmp seems not to be there"), printed);
        assertEquals(0, explain("--user", "limited", "--path", "/d/e.txt", "--op", "read"));
    }

    @Test
    void a_quota_tells_what_is_used_and_refuses_when_it_is_used_up() throws Exception {
        assertEquals(0, explain("--user", "limited", "--path", "/new", "--op", "create"));
        assertTrue(printed.contains("limits      file-size 1.0 KiB\n"), printed);
        assertTrue(printed.contains("quota 10 B, of which 0 B are used\n"), printed);

        Files.write(folder.resolve("home/a"), new byte[10]);
        assertEquals(1, explain("--user", "limited", "--path", "/new", "--op", "create"));
        assertTrue(printed.contains("quota 10 B, of which 10 B are used\n"), printed);
        assertTrue(printed.contains("quota-files 3, of which 1 are used\n"), printed);
        assertTrue(printed.contains("to allow it delete something, or raise the quota at users.yaml:"), printed);
        assertEquals(0, explain("--user", "limited", "--path", "/new", "--op", "mkdir"));
        assertEquals(0, explain("--user", "limited", "--path", "/a", "--op", "delete"));

        Files.createDirectories(folder.resolve("home/b/c"));
        assertEquals(1, explain("--user", "limited", "--path", "/new", "--op", "mkdir"));
    }

    @Test
    void limits_are_told_where_they_have_to_do_with_it() {
        explain("--user", "limited", "--path", "/a", "--op", "read");
        assertTrue(printed.contains("limits      rate-out 5.0 MiB/s\n") && !printed.contains("quota"), printed);
    }

    @Test
    void a_home_that_is_not_there_is_said_and_refuses_nothing() throws Exception {
        Files.delete(folder.resolve("home"));

        assertEquals(0, explain("--user", "limited", "--path", "/new", "--op", "create"));
        assertTrue(printed.contains("quota: cannot be told"), printed);
    }

    @Test
    void the_end_of_an_account_and_the_rule_for_an_address_are_named() {
        explain("--user", "limited", "--path", "/a", "--op", "read");
        assertTrue(printed.contains("may not log in: EXPIRED, valid-until 2020-01-31T00:00:00Z"), printed);

        explain("--user", "far", "--path", "/", "--op", "read", "--from", "10.1.2.3");
        assertTrue(printed.contains("may not log in: ADDRESS_DENIED, by deny: 10.0.0.0/8"), printed);
        explain("--user", "far", "--path", "/", "--op", "read", "--from", "192.0.2.1");
        assertTrue(printed.contains("by from:, where no rule covers 192.0.2.1"), printed);
        assertEquals(0, explain("--user", "far", "--path", "/", "--op", "read", "--from", "203.0.113.9"));
        assertTrue(printed.contains("who may log in from 203.0.113.9"), printed);
    }

    @Test
    void whether_data_may_travel_in_clear_is_told_of_what_moves_data() throws Exception {
        explain("--user", "far", "--path", "/a", "--op", "read");
        assertTrue(printed.contains("  data        under TLS alone (PROT P), by data.protection of ftpsd.yaml\n"),
                printed);
        explain("--user", "scanner", "--path", "/a", "--op", "create");
        assertTrue(printed.contains("  data        in clear as well (PROT C), by tls.protection of the user, but not"
                + " without TLS at the login\n"), printed);
        explain("--user", "plc", "--path", "/", "--op", "list");
        assertTrue(printed.contains("by tls.protection of the user, and without TLS at all where a listener's tls is"
                + " optional or off\n"), printed);
        explain("--user", "plc", "--path", "/a", "--op", "delete");
        assertFalse(printed.contains("  data  "), printed);

        Files.writeString(folder.resolve("ftpsd.yaml"), "version: 1\ndata: { protection: any }\n");
        explain("--user", "far", "--path", "/a", "--op", "read");
        assertTrue(printed.contains("in clear as well (PROT C), by data.protection of ftpsd.yaml"), printed);
    }
}
