package dev.ftpsd.docker;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Nothing that FileZilla could not do is passed over. */
final class FilezillaTest {

    private static final String PROMISED =
            "FAIL log in over TLS: AUTH USER PASS FEAT PWD TYPE PASV; TLS1.3 AES-128-GCM; "
                    + "ALPN ['x-filezilla-ftp'] [5s]";

    private static final String RESUMED =
            "PASS TLS session resumed on every data connection: 471 of 471; {'TLS1.3 AES-128-GCM': 487} [150s]\n";

    private static List<String> wrong(String... lines) {
        return wrongBy("1.3", String.join("\n", lines));
    }

    private static List<String> wrongBy(String tls, String lines) {
        return Filezilla.wrong(new Program.Result(1, RESUMED + lines + "\n"), tls);
    }

    @Test
    void all_steps_passed_is_well_and_so_is_a_login_without_the_commands_that_a_promise_spares() {
        assertEquals(List.of(), wrong("PASS list [6s]", "filezilla: passed 26 of 26"));
        assertEquals(List.of(), wrong(PROMISED, "PASS list [6s]", "filezilla: passed 25 of 26"));
        var later = PROMISED.replace("PASV", "EPSV MLSD").replace("['", "['ftp-data', '");
        assertEquals(List.of(), wrong(later, "filezilla: passed 25 of 26"));
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

    @Test
    void another_version_of_tls_than_the_one_that_was_asked_for_is_wrong() {
        assertEquals(List.of("TLS [1.3]"), wrongBy("1.2", "filezilla: passed 26 of 26"));
    }
}
