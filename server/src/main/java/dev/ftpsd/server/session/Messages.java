package dev.ftpsd.server.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.config.Message;
import dev.ftpsd.server.config.Message.Variable;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.protocol.Printable;
import dev.ftpsd.server.protocol.Reply;
import dev.ftpsd.server.protocol.ReplyCode;

/** The administrator's texts as replies to one session. What clients have sent is escaped, cut, and never read as a text. */
public final class Messages {

    private static final int LONGEST_VALUE = 200;

    private Messages() {}

    /** The reply with that text. */
    public static Reply reply(ReplyCode code, Message message, Session session, Settings settings) {
        return new Reply(code, settings.messages().texts().lines(message, values(session, settings)));
    }

    private static Map<Variable, String> values(Session session, Settings settings) {
        var totals = session.slot().totals();
        var values = new EnumMap<Variable, String>(Variable.class);
        values.put(Variable.USER, plain(session.who().user()));
        values.put(Variable.ADDRESS, plain(session.client().getAddress().getHostAddress()));
        values.put(Variable.SERVER, plain(settings.server().greetingName()));
        values.put(Variable.TIME, Instant.now().truncatedTo(ChronoUnit.SECONDS)
                .atZone(settings.protocol().listTimeZone()).toOffsetDateTime().toString());
        values.put(Variable.FILES_IN, Long.toString(totals.filesIn()));
        values.put(Variable.BYTES_IN, Long.toString(totals.bytesIn()));
        values.put(Variable.FILES_OUT, Long.toString(totals.filesOut()));
        values.put(Variable.BYTES_OUT, Long.toString(totals.bytesOut()));
        values.put(Variable.DURATION, clock(Duration.between(session.since(), Instant.now())));
        return values;
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static String plain(String text) {
        return Printable.escape(text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text);
    }
}
