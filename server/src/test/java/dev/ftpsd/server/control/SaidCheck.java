package dev.ftpsd.server.control;

import java.util.List;
import java.util.stream.IntStream;

import dev.ftpsd.server.protocol.Reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What holds for every dialogue behind a login: the greeting, and then exactly one final reply for each line, up to the line that
 * ends the connection. Which line that is follows from the replies: QUIT by 221, whatever hears 421, and the overlong line that is
 * the third or comes when nobody is logged in. Another protocol ends it at once, with what waits.
 */
final class SaidCheck {

    private static final int MOST_OVERLONG_LINES = 3;

    private boolean loggedIn = true;
    private int overlong;

    static void assertDialogue(List<Received> lines, List<Reply> replies) {
        var shown = replies.stream().map(reply -> reply.code().number()).toList() + " to " + lines;
        var finals = replies.stream().filter(reply -> !reply.isPreliminary()).toList();
        var end = new SaidCheck().end(finals);
        var hostile = lines.stream().anyMatch(Received.Hostile.class::isInstance);
        if (hostile) {
            assertTrue(finals.size() <= lines.size() + 1, shown);
        } else if (end < 0) {
            assertEquals(lines.size() + 1, finals.size(), shown);
        } else {
            assertEquals(end + 1, finals.size(), () -> "a reply behind the last: " + shown);
            assertTrue(end <= lines.size(), () -> "the last word before any line: " + shown);
            assertTrue(!inOrder(lines) || ends(lines.get(end - 1), finals.get(end)),
                    () -> "ended by another: " + shown);
        }
        assertFalse(IntStream.range(1, replies.size())
                .anyMatch(i -> replies.get(i).isPreliminary() && replies.get(i - 1).isPreliminary()), shown);
        assertTrue(hostile || !replies.getLast().isPreliminary(), () -> "a preliminary reply is the last: " + shown);
    }

    /** Which of the final replies ends the connection; -1 if none does. */
    private int end(List<Reply> finals) {
        return IntStream.range(1, finals.size()).filter(i -> ends(finals.get(i))).findFirst().orElse(-1);
    }

    private boolean ends(Reply reply) {
        var code = reply.code().number();
        if (code == 230) {
            loggedIn = true;
        } else if (code == 220) {
            // REIN; the greeting is not looked at.
            loggedIn = false;
        } else if (isOverlong(reply)) {
            return !loggedIn || ++overlong == MOST_OVERLONG_LINES;
        }
        return code == 221 || code == 421;
    }

    /** Whether that line may be the one with that last word. */
    private static boolean ends(Received line, Reply last) {
        return switch (last.code().number()) {
            case 221 -> line instanceof Received.Line(var command, int size) && command.verb().equals("QUIT");
            case 500 -> line instanceof Received.Malformed;
            default -> line instanceof Received.Line;
        };
    }

    /** ABOR overtakes. */
    private static boolean inOrder(List<Received> lines) {
        return lines.stream().noneMatch(
                line -> line instanceof Received.Line(var command, int size) && command.verb().equals("ABOR"));
    }

    private static boolean isOverlong(Reply reply) {
        return reply.code().number() == 500 && reply.lines().getFirst().startsWith("Line too long");
    }
}
