package dev.ftpsd.server.admin;

import java.util.List;
import java.util.Map;

import dev.ftpsd.server.admin.socket.Answer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TableTest {

    @Test
    void columns_are_aligned() {
        assertEquals(List.of("ID  USER  WHERE", "1   anna  here", "23  o     there"),
                new Table("ID", "USER", "WHERE").row("1", "anna", "here").row("23", "o", "there").lines());
    }

    @Test
    void the_widest_columns_give_way_until_the_line_fits() {
        var lines = new Table("ID", "PATH", "NAME").row("1", "p".repeat(200), "n".repeat(200)).lines();

        assertEquals(Table.WIDTH, lines.getLast().length());
        assertTrue(lines.getLast().startsWith("1   ppp"), lines::toString);
        assertTrue(lines.getLast().endsWith("nnn…"), lines::toString);
    }

    @Test
    void a_name_cannot_write_on_the_terminal() {
        assertEquals("\\x1b[2J\\x0a", new Table("NAME").row("\u001b[2J\n").lines().getLast());
    }

    @Test
    void who_fits_a_terminal_and_tells_the_progress() {
        var transfer = Map.<String, Object>of("command", "RETR", "path", "/" + "x".repeat(120), "bytes", 4_718_592L,
                "of-bytes", 10_485_760L, "bytes-per-second", 1_048_576L);
        var row = Map.<String, Object>of("session", 17L, "user", "u".repeat(64), "address", "2001:db8:1:2:3:4:5:6",
                "tls",
                "TLSv1.3", "since", "2026-01-01T10:00:00Z", "idle-seconds", 3700L, "last-command", "RETR", "transfer",
                transfer);

        var lines = WhoCommand.show(new Answer(0, "1 session", Map.of("sessions", List.of(row))));

        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), lines::toString);
        assertTrue(lines.get(1).contains("RETR 4.5 MiB 45%"), lines::toString);
        assertTrue(lines.get(1).contains("1h01m"), lines::toString);
        assertEquals("1 session", lines.getLast());
    }
}
