package dev.ftpsd.server.config.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

/** The reading of one file: its tree, its variables, and what was found. Used by one thread. */
public final class Reading {

    private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

    final Problems problems;
    private final String file;
    private final Variables variables;
    private final Unbuilt unbuilt;
    private final MarkedYaml yaml;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final List<Effective> effective = new ArrayList<>();
    private boolean describing;

    /**
     * A reading that has not begun.
     *
     * @param file as the administrator names it
     * @param problems takes what is wrong
     */
    public Reading(String file, Variables variables, Unbuilt unbuilt, Problems problems) {
        this.file = file;
        this.variables = variables;
        this.unbuilt = unbuilt;
        this.problems = problems;
        this.yaml = new MarkedYaml(file, problems, variables);
    }

    /** Reads the file and its top map; empty where the file could not be read, which is reported. */
    public <T> Optional<T> read(Path path, Function<Section, T> reader) {
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(YamlComposer.LONGEST + 1);
            if (bytes.length > YamlComposer.LONGEST) {
                problems.error(Origin.of(file), "", "longer than 8MiB");
                return Optional.empty();
            }
            yaml.read(new StringReader(Utf8.decode(bytes)));
        } catch (CharacterCodingException e) {
            problems.error(Origin.of(file), "", "not UTF-8: save it in that encoding");
        } catch (IOException | ConfigurationException e) {
            problems.error(Origin.of(file), "", "cannot be read: " + FileFailure.sentence(e));
        }
        return yaml.isRead() ? Section.top(this, yaml.root(), reader) : Optional.empty();
    }

    /** The keys that {@code reader} knows. */
    public static List<Key> keys(Function<Section, ?> reader) {
        var reading = new Reading("", Variables.refused(), (_, _) -> Optional.empty(), new Problems());
        reading.describing = true;
        var nothing = new Source(Origin.of(""), Origin.of(""), Source.Shape.MAP, false, false);
        Section.top(reading, new ImmutableNode.Builder().addAttribute(Source.ATTRIBUTE, nothing).create(), reader);
        return List.copyOf(reading.keys.values());
    }

    /** Where the value of that key begins; the file as a whole where it has none. */
    public Origin originOf(String path) {
        return origins.getOrDefault(path, Origin.of(file));
    }

    /** Whether the keys are asked for, and lists therefore have one item of nothing. */
    boolean isDescribing() {
        return describing;
    }

    void know(Key key) {
        keys.putIfAbsent(key.path(), key);
    }

    /** The values that hold, defaults included, in the order of reading. */
    public List<Effective> effective() {
        return Effective.joined(effective);
    }

    /**
     * Notes a value of the file, and gives it back.
     *
     * @param expanded what {@code value} was made of
     */
    <T> T inForce(String path, Type<T> type, T value, ImmutableNode node, String expanded) {
        var text = String.valueOf(node.getValue());
        var shown = type.shown().apply(value);
        var source = Source.of(node);
        var place = source.isWritten() ? source.value().fileAndLine() : Effective.DEFAULT;
        var variable = variables.origin(text);
        effective.add(new Effective(path, shown,
                variable.isEmpty() ? place : source.isWritten() ? place + ", " + variable : variable,
                shown.equals(Shown.MASK) ? Trace.of(path, expanded) : ""));
        return value;
    }

    /** Notes a value that the file does not have, and gives it back. */
    <T> T byDefault(String path, Type<T> type, T value) {
        effective.add(new Effective(path, type.shown().apply(value), Effective.DEFAULT));
        return value;
    }

    /** The same for a list. */
    <T> List<T> byDefault(String path, Type<T> type, List<T> values) {
        effective.add(new Effective(path, Shown.list(values.stream().map(type.shown()).toList()), Effective.DEFAULT));
        return values;
    }

    /** Notes a list that the file has without an item. */
    void isEmpty(String path, Origin origin) {
        effective.add(new Effective(path, "[]", origin.fileAndLine()));
    }

    void found(String path, Origin origin) {
        origins.put(path, origin);
    }

    /** The text of a scalar with its variables resolved; empty where that failed, which is reported. */
    Optional<String> text(String path, ImmutableNode node) {
        var text = String.valueOf(node.getValue());
        if (!text.contains("${")) {
            return Optional.of(text);
        }
        try {
            variables.check(text);
            return Optional.of(String.valueOf(yaml.getInterpolator().interpolate(text)));
        } catch (IllegalArgumentException e) {
            problems.error(Source.of(node).value(), path, e.getMessage() + "");
            return Optional.empty();
        }
    }

    /** Reports a key whose feature is not there. */
    void checkInForce(String path, String text, Origin origin) {
        unbuilt.of(NUMBER.matcher(path).replaceAll("[]"), text).ifPresent(consequence -> {
            switch (consequence) {
                case WARN -> problems.warning(origin, path, "not yet in force");
                case REFUSE -> problems.error(origin, path,
                        "not yet in force, and refused because leaving it out would be less safe than it looks");
            }
        });
    }
}
