package dev.ftpsd.server.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * One map of keys while it is read. Asking for a key declares it: what the file has and nobody asked for is unknown.
 * A value that is wrong is reported, and the default given in its place, so that reading goes on to the next mistake.
 */
public final class Section {

    private final Reading reading;
    private final ImmutableNode node;
    private final String path;
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(Reading reading, ImmutableNode node, String path) {
        this.reading = reading;
        this.node = node;
        this.path = path;
    }

    static <T> Optional<T> top(Reading reading, ImmutableNode root, Function<Section, T> reader) {
        return new Section(reading, root, "").readBy(reader);
    }

    /** The value of a key that has a default. */
    public <T> T get(String key, Type<T> type, T fallback) {
        return find(key, type, Optional.of(fallback)).orElseGet(() -> reading.byDefault(pathOf(key), type, fallback));
    }

    /** The same for a default with variables: absent, the key has the value of {@code text} as if that stood in the file. */
    public <T> T get(String key, Type<T> type, String text, T fallback) {
        declare(key, type.name(), false);
        return has(key) || reading.isDescribing() ? get(key, type, fallback)
                : value(pathOf(key), Source.scalarIn(Source.of(node), text), type).orElse(fallback);
    }

    /** The value of a key; empty where it is absent, or wrong, which is reported. */
    public <T> Optional<T> find(String key, Type<T> type) {
        return find(key, type, Optional.empty());
    }

    private <T> Optional<T> find(String key, Type<T> type, Optional<T> fallback) {
        declare(key, type.name(), false);
        var found = children(key);
        if (found.isEmpty() || !isSingle(key, found, type.name())) {
            return Optional.empty();
        }
        var value = value(pathOf(key), found.getFirst(), type);
        if (value.isPresent() && !value.equals(fallback)) {
            checkInForce(pathOf(key), found.getFirst());
        }
        return value;
    }

    /** The value of a key that must be there; empty where it is not, which is reported. */
    public <T> Optional<T> require(String key, Type<T> type) {
        var value = find(key, type);
        if (children(key).isEmpty()) {
            reading.problems.error(origin(), path, "the key \"" + key + "\" is missing");
        }
        return value;
    }

    /** The values of a list; a single value counts as a list of one. */
    public <T> List<T> list(String key, Type<T> type, List<T> fallback) {
        declare(key, type.name(), true);
        var found = children(key);
        if (found.isEmpty()) {
            return reading.byDefault(pathOf(key), type, fallback);
        }
        var values = new ArrayList<T>();
        for (var index = 0; index < found.size(); index++) {
            var child = found.get(index);
            if (isEmptyList(child)) {
                reading.isEmpty(pathOf(key), Source.of(child).value());
            } else {
                value(itemPath(key, index, child), child, type).ifPresent(values::add);
            }
        }
        for (var index = 0; index < values.size() && !values.equals(fallback); index++) {
            checkInForce(itemPath(key, index, found.get(index)), found.get(index));
        }
        return List.copyOf(values);
    }

    /** A map of keys below this one. Absent, it is read all the same, from nothing, and so has its keys' defaults. */
    public <T> Optional<T> section(String key, Function<Section, T> reader) {
        declare(key, Key.SECTION, false);
        var found = children(key);
        if (found.isEmpty()) {
            return new Section(reading, Source.nothingIn(Source.of(node)), pathOf(key)).readBy(reader);
        }
        if (!isSingle(key, found, "map of keys")) {
            return Optional.empty();
        }
        return map(pathOf(key), found.getFirst(), reader);
    }

    /** A list of maps. Items that are wrong are left out, and reported. */
    public <T> List<T> sections(String key, Function<Section, T> reader, List<T> fallback) {
        declare(key, Key.SECTION, true);
        var found = children(key);
        if (reading.isDescribing()) {
            new Section(reading, Source.nothingIn(Source.of(node)), pathOf(key) + "[]").readBy(reader);
        }
        if (found.isEmpty()) {
            return fallback;
        }
        var values = new ArrayList<T>();
        for (var index = 0; index < found.size(); index++) {
            var child = found.get(index);
            if (isEmptyList(child)) {
                reading.isEmpty(pathOf(key), Source.of(child).value());
            } else {
                map(itemPath(key, index, child), child, reader).ifPresent(values::add);
            }
        }
        return List.copyOf(values);
    }

    /** Whether the file has that key. */
    public boolean has(String key) {
        return !children(key).isEmpty();
    }

    /** Whether the file has that key with an empty list. */
    public boolean hasNothing(String key) {
        return children(key).stream().anyMatch(Section::isEmptyList);
    }

    /** Reports a mistake at a key, which may lie deeper ({@code data.ports}); at this section, or the file, where that is absent. */
    public void error(String key, String message) {
        reading.problems.error(originOf(key), pathOf(key), message);
    }

    /** The same for something that should be known. */
    public void warning(String key, String message) {
        reading.problems.warning(originOf(key), pathOf(key), message);
    }

    /** Where this section begins. */
    public Origin origin() {
        return Source.of(node).value();
    }

    /** The path of a key with its parents, as in messages. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Origin originOf(String key) {
        var found = children(key);
        return key.indexOf('.') >= 0 || key.indexOf('[') >= 0 ? reading.originOf(pathOf(key))
                : found.isEmpty() ? origin() : Source.of(found.getFirst()).value();
    }

    private <T> Optional<T> value(String keyPath, ImmutableNode child, Type<T> type) {
        var source = Source.of(child);
        if (source.shape() == Source.Shape.MAP) {
            reading.problems.error(source.value(), keyPath, "needs a " + type.name() + ", not a map of keys");
            return Optional.empty();
        }
        reading.found(keyPath, source.value());
        return reading.text(keyPath, child).flatMap(text -> {
            try {
                return Optional.of(reading.inForce(keyPath, type, type.parser().apply(text), child, text));
            } catch (IllegalArgumentException e) {
                reading.problems.error(source.value(), keyPath, e.getMessage() + "");
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> map(String keyPath, ImmutableNode child, Function<Section, T> reader) {
        var source = Source.of(child);
        if (source.shape() == Source.Shape.SCALAR) {
            reading.problems.error(source.value(), keyPath, "needs a map of keys, not a single value");
            return Optional.empty();
        }
        reading.found(keyPath, source.value());
        checkInForce(keyPath, child);
        return new Section(reading, child, keyPath).readBy(reader);
    }

    /** To be called for a value that is not the default. */
    private void checkInForce(String keyPath, ImmutableNode child) {
        var text = child.getValue() == null ? "" : String.valueOf(child.getValue());
        reading.checkInForce(keyPath, text, Source.of(child).value());
    }

    private <T> Optional<T> readBy(Function<Section, T> reader) {
        try {
            return Optional.of(reader.apply(this));
        } catch (IllegalArgumentException e) {
            // A record's own check: keys that are right one by one but not together.
            reading.problems.error(origin(), path, e.getMessage() + "");
            return Optional.empty();
        } finally {
            reportUnknown();
        }
    }

    private void reportUnknown() {
        for (var child : node.getChildren()) {
            var key = child.getNodeName();
            if (!asked.contains(key)) {
                reading.problems.error(Source.of(child).key(), pathOf(Quoted.plain(key)),
                        "unknown key" + Nearest.hint(key, asked));
            }
        }
    }

    private void declare(String key, String type, boolean list) {
        asked.add(key);
        if (reading.isDescribing()) {
            reading.know(new Key(pathOf(key), type, list));
        }
    }

    private boolean isSingle(String key, List<ImmutableNode> found, String wanted) {
        var source = Source.of(found.getFirst());
        if (!source.item() && source.shape() != Source.Shape.EMPTY_LIST) {
            return true;
        }
        reading.problems.error(source.value(), pathOf(key), "needs a " + wanted + ", not a list");
        return false;
    }

    private List<ImmutableNode> children(String key) {
        return Source.children(node, key);
    }

    private static boolean isEmptyList(ImmutableNode child) {
        return Source.of(child).shape() == Source.Shape.EMPTY_LIST;
    }

    private String itemPath(String key, int index, ImmutableNode child) {
        return Source.of(child).item() ? pathOf(key) + "[" + index + "]" : pathOf(key);
    }
}
