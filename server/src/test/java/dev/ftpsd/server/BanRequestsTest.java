package dev.ftpsd.server;

import java.time.Duration;

import dev.ftpsd.auth.BanList;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.audit.EventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code ftpsd ban}, at the server's end of it. */
class BanRequestsTest {

    private final BanList bans = new BanList(() -> new BanList.Policy(0, Duration.ofMinutes(1), Duration.ofMinutes(1)),
            _ -> false, _ -> {}, BanList.Clocks.SYSTEM);
    private final BanRequests requests = new BanRequests(bans, new EventLog(Counts.NONE));

    private Answer add(String time) {
        return requests.add(Request.of("ban-add").with("network", "203.0.113.0/24").with("for", time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "36500d", "3651d", "soon", "30", "999999d"})
    void a_time_that_is_none_for_a_ban_is_refused_with_what_to_write(String time) {
        var answer = add(time);

        assertEquals(ExitCodes.REFUSED, answer.exit());
        assertEquals("\"" + time + "\" is no time for a ban: write 30m, 2h or 7d, more than 0s and at most 3650d",
                answer.message());
        assertEquals(0, bans.list().size());
    }

    @Test
    void ten_years_are_the_longest() {
        assertEquals(ExitCodes.OK, add("3650d").exit());
        assertEquals(1, bans.list().size());
    }
}
