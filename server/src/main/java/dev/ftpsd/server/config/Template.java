package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.Message.Variable;
import dev.ftpsd.server.config.yaml.Nearest;
import dev.ftpsd.server.config.yaml.Quoted;

/**
 * A text with places for values: <code>{user}</code> is one, <code>{{</code> is a brace. It is read once, when the
 * configuration is; what clients send is put into the places afterwards and never read as a text.
 *
 * @param lines at least one
 */
public record Template(List<List<Part>> lines) {

    public Template {
        lines = lines.stream().map(List::copyOf).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a text has a line");
        }
    }

    /** A piece of a line. */
    public sealed interface Part {}

    /** Text that stays as it is. */
    record Literal(String text) implements Part {}

    /** The place of a value. */
    record Place(Variable variable) implements Part {}

    /** A mistake in a text; line and column count from 1. */
    static final class Mistake extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        Mistake(int line, int column, String message) {
            super(message);
            this.line = line;
            this.column = column;
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /**
     * Reads a text.
     *
     * @param allowed what it may name
     * @throws Mistake for another name, an open brace, or a control character
     */
    static Template parse(String text, Set<Variable> allowed) {
        var lines = new ArrayList<List<Part>>();
        for (var line : text.lines().toList()) {
            lines.add(line(line.stripTrailing().replace("\t", "    "), lines.size() + 1, allowed));
        }
        return new Template(lines);
    }

    private static List<Part> line(String line, int number, Set<Variable> allowed) {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        for (var position = 0; position < line.length(); position++) {
            var character = line.charAt(position);
            if (Character.isISOControl(character)) {
                throw new Mistake(number, position + 1, "holds a control character");
            }
            if (character != '{') {
                literal.append(character);
            } else if (line.startsWith("{{", position)) {
                literal.append(character);
                position++;
            } else {
                var end = line.indexOf('}', position);
                if (end < 0) {
                    throw new Mistake(number, position + 1, "a brace that is not closed; write {{ for a brace");
                }
                parts.add(new Literal(literal.toString()));
                parts.add(new Place(variable(line.substring(position + 1, end), allowed, number, position + 1)));
                literal.setLength(0);
                position = end;
            }
        }
        parts.add(new Literal(literal.toString()));
        return parts;
    }

    private static Variable variable(String word, Set<Variable> allowed, int line, int column) {
        var known = allowed.stream().sorted().collect(Collectors.toMap(Variable::word, variable -> variable));
        var variable = known.get(word);
        if (variable == null) {
            var hint = Nearest.hint(word, known.keySet());
            throw new Mistake(line, column, "unknown variable " + Quoted.of("{" + word + "}")
                    + (hint.isEmpty() ? ", known are " + known.keySet().stream().sorted().toList() : hint)
                    + "; write {{ for a brace");
        }
        return variable;
    }

    /**
     * The lines with the values in their places.
     *
     * @param values free of control characters; one that is missing is left empty
     */
    public List<String> fill(Map<Variable, String> values) {
        return lines.stream()
                .map(line -> line.stream().map(part -> switch (part) {
                    case Literal(var text) -> text;
                    case Place(var variable) -> values.getOrDefault(variable, "");
                }).collect(Collectors.joining()))
                .toList();
    }
}
