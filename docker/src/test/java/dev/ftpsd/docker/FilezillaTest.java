package dev.ftpsd.docker;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Nothing that FileZilla could not do is passed over. */
final class FilezillaTest {

    private static final String PROMISED =
            "FAIL log in over TLS: AUTH USER PASS FEAT PWD TYPE PASV; TLS1.3 AES-128-GCM; "
                    + "ALPN ['x-filezilla-ftp'] [5s]";

    private static List<String> wrong(String... lines) {
        return Filezilla.wrong(new Program.Result(1, String.join("\n", lines) + "\n"));
    }

    @Test
    void all_steps_passed_is_well_and_so_is_a_login_without_the_commands_that_a_promise_spares() {
        assertEquals(List.of(), wrong("PASS list [6s]", "filezilla: passed 26 of 26"));
        assertEquals(List.of(), wrong(PROMISED, "PASS list [6s]", "filezilla: passed 25 of 26"));
    }

    @Test
    void the_same_login_without_the_promise_or_with_half_of_the_commands_is_wrong() {
        for (var login : List.of(PROMISED.replace("x-filezilla-ftp", "ftp"), PROMISED.replace("FEAT", "FEAT PBSZ"),
                PROMISED.replace("AUTH ", ""))) {
            assertEquals(List.of(login), wrong(login, "filezilla: passed 25 of 26"));
        }
    }

    @Test
    void a_step_that_failed_or_was_never_done_is_wrong() {
        assertEquals(List.of("FAIL list: 425 [6s]"), wrong("FAIL list: 425 [6s]", "filezilla: passed 25 of 26"));
        assertEquals(List.of("no line \"filezilla: passed 25 of 26\", exit code 1"),
                wrong(PROMISED, "filezilla: passed 24 of 26"));
        assertEquals(List.of("no line \"filezilla: passed 26 of 26\", exit code 1"), wrong("no xdotool"));
    }
}
