package dev.ftpsd.server.admin.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.audit.Json;

/**
 * What a server answers: {@code {"exit":0,"message":"2 sessions","sessions":[…]}}.
 *
 * @param exit what the command line exits with
 * @param message for people, in a line; may be empty
 * @param body for programs: maps, lists, text, whole numbers and truth values
 */
public record Answer(int exit, String message, Map<String, Object> body) implements Response {

    private static final String EXIT = "exit";
    private static final String MESSAGE = "message";

    public Answer {
        body = Map.copyOf(body);
    }

    /** Done, with nothing more to say. */
    public static Answer done(String message) {
        return new Answer(0, message, Map.of());
    }

    /** Not done, for that reason. */
    public static Answer refused(String message) {
        return new Answer(1, message, Map.of());
    }

    /** The maps of a list in the body; empty where it has none. */
    public List<Map<?, ?>> rows(String name) {
        return body.get(name) instanceof List<?> items
                ? items.stream().filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast).toList()
                : List.of();
    }

    /** The texts of a list in the body; empty where it has none. */
    public List<String> lines(String name) {
        return body.get(name) instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
    }

    /** The line, without its end; what {@code --json} prints. */
    public String toLine() {
        var members = new LinkedHashMap<String, Object>();
        members.put(EXIT, exit);
        members.put(MESSAGE, message);
        members.putAll(body);
        return Json.write(members);
    }

    /** @throws IllegalArgumentException if the line is no answer */
    static Answer parse(String line) {
        var members = JsonReader.object(line);
        var exit = members.remove(EXIT);
        var message = members.remove(MESSAGE);
        if (!(exit instanceof Long code) || !(message instanceof String text)) {
            throw new IllegalArgumentException("not an answer");
        }
        return new Answer(Math.toIntExact(code), text, members);
    }
}
