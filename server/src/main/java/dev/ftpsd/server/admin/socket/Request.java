package dev.ftpsd.server.admin.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.server.audit.Json;

/**
 * What the command line asks of a server: {@code {"command":"kick","user":"acme"}}.
 *
 * @param command the word, such as {@code who}
 * @param parameters all of them text
 */
public record Request(String command, Map<String, String> parameters) {

    private static final String COMMAND = "command";

    public Request {
        parameters = Map.copyOf(parameters);
    }

    /** A request without parameters. */
    public static Request of(String command) {
        return new Request(command, Map.of());
    }

    /** The same request with one more parameter. */
    public Request with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Request(command, more);
    }

    /** The value of a parameter, if it was given. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The line, without its end. */
    String toLine() {
        var members = new LinkedHashMap<String, Object>();
        members.put(COMMAND, command);
        members.putAll(parameters);
        return Json.write(members);
    }

    /** @throws IllegalArgumentException if the line is no request */
    static Request parse(String line) {
        var parameters = new LinkedHashMap<String, String>();
        JsonReader.object(line).forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException("\"" + name + "\" is not text");
            }
            parameters.put(name, text);
        });
        var command = parameters.remove(COMMAND);
        if (command == null) {
            throw new IllegalArgumentException("no \"" + COMMAND + "\"");
        }
        return new Request(command, parameters);
    }
}
