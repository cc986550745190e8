package dev.ftpsd.server.admin.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.ftpsd.server.protocol.Printable;

/**
 * What the doctor has seen.
 *
 * @param text what, in words
 * @param remedy what to change, with the key; empty where nothing is wrong
 */
public record Finding(Kind kind, String text, String remedy) {

    /** What stands in the way chooses names in certificates, and must not choose what a terminal shows. */
    public Finding {
        text = Printable.escape(text);
    }

    /** How bad it is. */
    public enum Kind {
        OK, NOTE, PROBLEM
    }

    static Finding ok(String text) {
        return new Finding(Kind.OK, text, "");
    }

    static Finding note(String text, String remedy) {
        return new Finding(Kind.NOTE, text, remedy);
    }

    static Finding problem(String text, String remedy) {
        return new Finding(Kind.PROBLEM, text, remedy);
    }

    /** A line for people. */
    String line() {
        return "%-8s %s%s".formatted(kind.name().toLowerCase(Locale.ROOT), text, remedy.isEmpty() ? "" : ": " + remedy);
    }

    static Finding of(Map<?, ?> row) {
        return new Finding(Kind.valueOf(String.valueOf(row.get("kind")).toUpperCase(Locale.ROOT)),
                String.valueOf(row.get("text")), String.valueOf(row.get("remedy")));
    }

    Map<String, Object> json() {
        var row = new LinkedHashMap<String, Object>();
        row.put("kind", kind.name().toLowerCase(Locale.ROOT));
        row.put("text", text);
        row.put("remedy", remedy);
        return row;
    }
}
