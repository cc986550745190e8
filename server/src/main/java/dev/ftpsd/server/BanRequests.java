package dev.ftpsd.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.auth.Ban;
import dev.ftpsd.auth.BanList;
import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.admin.socket.Request;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.Units;
import dev.ftpsd.server.config.yaml.Quoted;

/** What {@code ftpsd ban} asks: who is shut out, and who is to be. */
final class BanRequests {

    private final BanList bans;
    private final EventLog events;

    BanRequests(BanList bans, EventLog events) {
        this.bans = bans;
        this.events = events;
    }

    Answer list() {
        return answer(bans.list());
    }

    Answer add(Request request) {
        try {
            var network = AddressRange.parse(request.parameter("network").orElse(""));
            var ban = bans.add(network, time(request.parameter("for").orElse("")));
            events.banned(network.toString(), ban.until());
            return new Answer(ExitCodes.OK, "banned: " + network + " until " + ban.until()
                    + "; sessions that are there go on", Map.of("bans", List.of(row(ban))));
        } catch (IllegalArgumentException e) {
            return Answer.refused(e.getMessage() + "");
        }
    }

    private static Duration time(String text) {
        var wanted = Quoted.of(text) + " is no time for a ban: write 30m, 2h or 7d, more than 0s and at most "
                + BanList.LONGEST.toDays() + "d";
        try {
            var time = Units.duration(text);
            if (time.isPositive() && time.compareTo(BanList.LONGEST) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted, e);
        }
        throw new IllegalArgumentException(wanted);
    }

    Answer remove(Request request) {
        try {
            var network = AddressRange.parse(request.parameter("network").orElse(""));
            if (!bans.remove(network)) {
                return Answer.refused("there is no ban of exactly " + network + "; ftpsd ban list shows them");
            }
            events.unbanned(network.toString());
            return Answer.done("no longer banned: " + network);
        } catch (IllegalArgumentException e) {
            return Answer.refused(e.getMessage() + "");
        }
    }

    private static Answer answer(List<Ban> all) {
        return new Answer(ExitCodes.OK, all.size() == 1 ? "1 ban" : all.size() + " bans",
                Map.of("bans", all.stream().map(BanRequests::row).toList()));
    }

    private static Map<String, Object> row(Ban ban) {
        var row = new LinkedHashMap<String, Object>();
        row.put("network", ban.network().toString());
        row.put("until", ban.until().toString());
        row.put("cause", ban.cause().name().toLowerCase(Locale.ROOT));
        return row;
    }
}
