package dev.ftpsd.server.hook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.config.Happening;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** EVENTS.md is what receivers are written by: its example is what is sent, and its signature is right. */
class EventsManualTest {

    private static final UploadEvent EXAMPLE = new UploadEvent(new Occasion("019e5be51640-8c3d5e6f7a8b9c0d",
            Instant.parse("2026-05-24T21:30:00.640Z"), new Who(17, "203.0.113.7", "acme"), "STOR"), "/in/a.csv",
            "/srv/ftp/acme/in/a.csv", 5, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

    private static final Who WHO = new Who(17, "203.0.113.7", "acme");

    private static Occasion at(int second, String id, Who who, String verb) {
        return new Occasion(id, EXAMPLE.occasion().time().plusSeconds(second), who, verb);
    }

    @Test
    void the_other_examples_are_what_is_sent_as_well() throws Exception {
        var lines = Files.readAllLines(Path.of("src/docs/EVENTS.md"));
        var download = new DownloadEvent(at(1, "019e5be51a28-1f0e9d8c7b6a5948", WHO, "RETR"), "/out/b.csv",
                "/srv/ftp/acme/out/b.csv", new DownloadEvent.Sent(0, 5120, 5120));
        var rename = ChangeEvent.renamed(at(2, "019e5be51e10-2a1b3c4d5e6f7081", WHO, "RNTO"),
                new ChangeEvent.Name("/in/a.csv", "/srv/ftp/acme/in/a.csv"),
                new ChangeEvent.Name("/done/a.csv", "/srv/ftp/acme/done/a.csv"));
        var login = new LoginEvent(at(3, "019e5be521f8-90817263544536ab", new Who(18, "203.0.113.7", "acme"), ""),
                "TLSv1.3");

        for (var event : List.of(download, rename, login)) {
            assertTrue(lines.contains(event.json()), event.json());
            assertTrue(event.json().contains("\"time\":\"" + EventIds.timeOf(event.id()) + "\""), event.json());
        }
    }

    @Test
    void every_word_of_on_is_in_the_manual_and_in_the_shipped_file() throws Exception {
        var manual = Files.readString(Path.of("src/docs/EVENTS.md"));
        var shipped = Files.readAllLines(Path.of("../conf/ftpsd.yaml")).stream()
                .filter(line -> line.startsWith("  #     on: [upload]")).toList();
        for (var happening : Happening.values()) {
            assertTrue(manual.contains("\n| `" + happening.word() + "` | "), happening::word);
            assertTrue(shipped.getFirst().contains(happening.word()), shipped::toString);
        }
    }

    @Test
    void the_example_of_the_manual_is_what_is_sent_and_signed() throws Exception {
        var lines = Files.readAllLines(Path.of("src/docs/EVENTS.md"));

        assertTrue(lines.contains(EXAMPLE.json()), EXAMPLE.json());
        assertTrue(lines.contains("Ftpsd-Event: " + EXAMPLE.id()));
        assertTrue(lines.contains(
                "Ftpsd-Signature: " + WebCall.signature(Secret.of("whsec-example"), 1779658201L, EXAMPLE.json())));
    }

    @Test
    void a_part_has_no_hash_and_a_file_elsewhere_no_place() {
        var event = new UploadEvent(new Occasion("1", Instant.EPOCH, new Who(1, "::1", "a"), "APPE"), "/a", "", 2, "");

        assertEquals(
                "{\"event\":\"upload\",\"id\":\"1\",\"time\":\"1970-01-01T00:00:00Z\",\"session\":1,\"from\":\"::1\","
                        + "\"user\":\"a\",\"command\":\"APPE\",\"path\":\"/a\",\"bytes\":2}",
                event.json());
    }

    @Test
    void names_of_uploads_sort_by_time_and_tell_it() {
        var early = EventIds.next(Instant.ofEpochMilli(1_000));
        var late = EventIds.next(Instant.ofEpochMilli(1_779_658_200_640L));

        assertTrue(List.of(late, early).stream().sorted().toList().getFirst().equals(early));
        assertEquals(Instant.ofEpochMilli(1_779_658_200_640L), EventIds.timeOf(late));
    }
}
