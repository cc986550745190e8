package dev.ftpsd.server.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.ftpsd.server.audit.EventLog.Who;
import dev.ftpsd.server.audit.Trace.Whose;
import dev.ftpsd.server.audit.TraceLine.Kind;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

class TracesTest {

    private static final Whose ALL = new Whose(OptionalLong.empty(), Optional.empty(), address -> true);

    private final Traces traces = new Traces();

    private static Whose user(String name) {
        return new Whose(OptionalLong.empty(), Optional.of(name), address -> true);
    }

    private Trace open(Whose whose) {
        return traces.open(whose).orElseThrow();
    }

    private void say(long session, String user, String text) {
        traces.tell(new Who(session, "192.0.2." + session, user), Kind.CLIENT, () -> List.of(text));
    }

    /** All that waits. */
    private static List<String> read(Trace trace) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var line = trace.poll(Duration.ZERO); line.isPresent(); line = trace.poll(Duration.ZERO)) {
            texts.add(line.get().text());
        }
        return texts;
    }

    @Test
    void while_nobody_looks_on_no_text_is_made() {
        assertFalse(traces.areOpen());
        traces.tell(new Who(1, "192.0.2.1", "anna"), Kind.CLIENT, () -> fail("made for nobody"));
        open(user("otto"));
        assertTrue(traces.areOpen());
        traces.tell(new Who(1, "192.0.2.1", "anna"), Kind.CLIENT, () -> fail("made for somebody else"));
    }

    @Test
    void each_sees_the_sessions_that_were_asked_for() throws Exception {
        var all = open(ALL);
        var third = open(new Whose(OptionalLong.of(3), Optional.empty(), address -> true));
        var near = open(new Whose(OptionalLong.empty(), Optional.empty(), "192.0.2.2"::equals));
        var anna = open(user("anna"));

        say(1, "anna", "a");
        say(2, "", "b");
        say(3, "otto", "c");

        assertEquals(List.of("a", "b", "c"), read(all));
        assertEquals(List.of("c"), read(third));
        assertEquals(List.of("b"), read(near));
        assertEquals(List.of("a"), read(anna));
    }

    @Test
    void a_user_is_followed_through_a_refused_login_until_somebody_else_comes() throws Exception {
        var anna = open(user("anna"));

        say(1, "", "before");
        say(1, "anna", "tries");
        say(1, "", "is refused");
        say(1, "otto", "somebody else");
        say(1, "", "nobody");

        assertEquals(List.of("tries", "is refused"), read(anna));
    }

    @Test
    void what_was_before_is_told_once_to_those_who_look_for_the_user() throws Exception {
        var anna = open(user("anna"));
        var all = open(ALL);
        var who = new Who(1, "192.0.2.1", "anna");

        traces.introduce(who, () -> "from before");
        traces.introduce(who, () -> "from before");
        say(1, "anna", "now");

        assertEquals(List.of("from before", "now"), read(anna));
        assertEquals(List.of("now"), read(all));
    }

    @Test
    void who_does_not_read_costs_bounded_memory_and_learns_how_much_is_missing() throws Exception {
        var trace = open(ALL);
        for (var i = 0; i < 100_000; i++) {
            say(1, "anna", "line " + i);
        }

        var first = read(trace);
        assertTrue(first.size() > 1000 && first.size() < 10_000, () -> first.size() + " lines");
        assertEquals("line 0", first.getFirst());
        var seen = first.size() - 1;
        assertEquals((100_000 - seen) + " lines are left out here: they came faster than they were read",
                first.getLast());

        say(1, "anna", "goes on");
        assertEquals(List.of("goes on"), read(trace));
    }

    @Test
    void a_few_long_lines_are_bounded_as_well() throws Exception {
        var trace = open(ALL);
        for (var i = 0; i < 2_000; i++) {
            say(1, "x".repeat(100_000), "y".repeat(100_000));
        }

        assertTrue(read(trace).stream().mapToLong(String::length).sum() < 600_000);
    }

    @Test
    void a_gap_is_shown_where_it_is() throws Exception {
        var trace = open(ALL);
        for (var i = 0; i < 10_000; i++) {
            say(1, "anna", "early");
        }
        var half = 0;
        while (half < 3000) {
            assertEquals("early", trace.poll(Duration.ZERO).orElseThrow().text());
            half++;
        }
        say(1, "anna", "late");

        var rest = read(trace);
        assertEquals("late", rest.getLast());
        assertTrue(rest.get(rest.size() - 2).endsWith("they came faster than they were read"), rest::toString);
        assertEquals("early", rest.get(rest.size() - 3));
    }

    @Test
    void who_closes_leaves_nothing_behind_and_makes_room() {
        for (var i = 0; i < 8; i++) {
            open(ALL);
        }
        var last = traces.open(ALL);
        assertTrue(last.isEmpty(), "a ninth");

        var other = new Traces();
        other.open(ALL).orElseThrow().close();
        assertFalse(other.areOpen());
    }

    @Test
    void at_the_end_of_the_server_what_waits_can_still_be_read_and_nobody_begins() throws Exception {
        var trace = open(ALL);
        say(1, "anna", "last");
        traces.close();

        assertTrue(trace.isClosed());
        assertEquals(List.of("last"), read(trace));
        assertEquals(Optional.empty(), traces.open(ALL));
        assertFalse(traces.areOpen());
    }

    @Test
    void whoever_waits_is_woken_by_the_end() throws Exception {
        var trace = open(ALL);
        var reader = Thread.ofVirtual().start(() -> {
            try {
                trace.poll(Duration.ofDays(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        trace.close();

        assertTrue(reader.join(Duration.ofSeconds(20)));
    }

    @Test
    void a_line_is_one_line_whatever_was_sent() {
        var line = TraceLine.now(new Who(1, "192.0.2.1", "u".repeat(5000)), Kind.CLIENT, "a\r\n\u001b[2J\u2028b");

        assertEquals("a\\x0d\\x0a\\x1b[2J\\u2028b", line.text());
        assertEquals(65, line.who().user().length());
        assertEquals(8193, TraceLine.now(new Who(1, "192.0.2.1", ""), Kind.CLIENT, "x".repeat(90_000)).text().length());
    }

    @Test
    void facts_are_seen_without_the_words_that_stand_before_them_and_without_what_anonymous_says() throws Exception {
        var trace = open(ALL);
        var events = new EventLog(Counts.NONE, traces);
        var who = new Who(7, "192.0.2.7", "anonymous");
        events.anonymous(who, "my-real-password");
        events.changed(who, "delete", "/a b");
        for (var i = 0; i < 100; i++) {
            events.loginRefused(who, LoginRefusal.WRONG_PASSWORD);
        }
        events.reloaded(2, List.of(), List.of());

        var line = trace.poll(Duration.ZERO).orElseThrow();
        assertEquals(who, line.who());
        assertEquals("delete path=\"/a b\"", line.text());
        assertEquals(100, read(trace).size(), "what the log leaves out is seen");
    }
}
