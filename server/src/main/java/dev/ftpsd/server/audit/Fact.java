package dev.ftpsd.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.ftpsd.server.protocol.Printable;
import org.apache.logging.log4j.message.MultiformatMessage;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to the log: a word for what happened and its fields, in order. A line layout shows it as
 * {@code transfer session=1 path="/a b" bytes=5}, a JSON layout as an object with the same names. The one place where what a
 * client sent becomes text of the log: a field is a number, a word of ours, or escaped and quoted.
 */
final class Fact implements MultiformatMessage {

    private static final long serialVersionUID = 1L;
    private static final String JSON = "JSON";

    /** The fields that say whose it is. */
    static final String SESSION = "session";
    static final String FROM = "from";
    static final String USER = "user";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:%+/-]+");

    private final String event;
    private final transient Map<String, Object> fields = new LinkedHashMap<>();
    private final transient Map<String, String> line = new LinkedHashMap<>();

    Fact(String event) {
        this.event = event;
    }

    /** A number. */
    Fact number(String name, long value) {
        return field(name, value, Long.toString(value));
    }

    /** One of our own words; if it is none after all, it is quoted like anything else. */
    Fact word(String name, String value) {
        return field(name, value, WORD.matcher(value).matches() ? value : quoted(value));
    }

    /** Text that somebody else chose, or that holds blanks. */
    Fact text(String name, String value) {
        return field(name, value, quoted(value));
    }

    private Fact field(String name, Object value, String shown) {
        fields.put(name, value);
        line.put(name, shown);
        return this;
    }

    /** Whose it is, by the fields that begin the events of a session; empty where it is of no address. */
    Optional<EventLog.Who> whose() {
        return fields.get(FROM) instanceof String from
                ? Optional.of(new EventLog.Who(fields.get(SESSION) instanceof Long number ? number : 0, from,
                        fields.get(USER) instanceof String user ? user : ""))
                : Optional.empty();
    }

    /** The line without the fields that say whose it is. */
    String withoutWho() {
        return shown(field -> !field.equals(SESSION) && !field.equals(FROM) && !field.equals(USER));
    }

    private String shown(Predicate<String> which) {
        return event + line.entrySet().stream().filter(field -> which.test(field.getKey()))
                .map(field -> " " + field.getKey() + "=" + field.getValue()).collect(Collectors.joining());
    }

    /**
     * Text in quotation marks, from which the original can be had back: a backslash is doubled, a quotation mark has one before
     * it, and what could forge a line or move a cursor is {@code \}{@code xNN}, {@code \}{@code uNNNN} or
     * {@code \}{@code UNNNNNNNN}.
     */
    private static String quoted(String text) {
        return '"' + Printable.escape(text.replace("\\", "\\\\")).replace("\"", "\\\"") + '"';
    }

    @Override
    public String getFormattedMessage() {
        return shown(field -> true);
    }

    @Override
    public String getFormattedMessage(String[] formats) {
        for (var format : formats) {
            if (format.equals(JSON)) {
                var object = new LinkedHashMap<String, Object>();
                object.put("event", event);
                object.putAll(fields);
                return Json.write(object);
            }
        }
        return getFormattedMessage();
    }

    @Override
    public String[] getFormats() {
        return new String[]{JSON};
    }

    @Override
    public Object[] getParameters() {
        return new Object[0];
    }

    @Override
    public @Nullable Throwable getThrowable() {
        return null;
    }
}
