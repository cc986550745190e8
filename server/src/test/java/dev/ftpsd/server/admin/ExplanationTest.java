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
                """);
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
}
