package dev.ftpsd.server.config.yaml;

import java.util.HashMap;
import java.util.Optional;
import java.util.Set;

import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to Commons Configuration's node tree, with SnakeYAML's parser alone: no SnakeYAML constructor is involved, so
 * that no tag can make an object.
 *
 * <p>Every scalar is a string: YAML 1.1 would make {@code no} false, {@code 022} 18 and {@code 10:30} 630.
 */
final class YamlComposer {

    /** The longest file, in characters. Forty thousand users fit. */
    static final int LONGEST = 8 * 1024 * 1024;

    /** No key of ours lies deeper than six levels. */
    private static final int DEEPEST = 16;
    private static final int MOST_ALIASES = 100;
    /** A hundred aliases can still name each other into billions of nodes. */
    private static final int MOST_NODES = 1_000_000;

    /** Taken for text they would be values: who writes a password so means that there is none. */
    private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL");

    private final String file;
    private final Problems problems;
    private int nodes;

    YamlComposer(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The tree of a file whose top is a map; empty where a problem was reported instead. */
    Optional<ImmutableNode> compose(String text) {
        try {
            return tree(text);
        } catch (MarkedYAMLException e) {
            var origin = e.getProblemMark() == null ? Origin.of(file) : origin(e.getProblemMark());
            problems.error(origin, "", "not YAML: " + Quoted.sentence(e.getProblem() + ""));
        } catch (ReaderException e) {
            var before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            var line = (int) before.chars().filter(character -> character == '\n').count() + 1;
            problems.error(new Origin(file, line, before.length() - before.lastIndexOf('\n')), "",
                    "not YAML: a character that YAML forbids, U+%04X".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            problems.error(Origin.of(file), "", "not YAML: " + Quoted.sentence(e.getMessage() + ""));
        } catch (TooMuchException e) {
            problems.error(e.origin, "", e.getMessage() + "");
        }
        return Optional.empty();
    }

    private Optional<ImmutableNode> tree(String text) throws TooMuchException {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        var parser = new ParserImpl(new StreamReader(text), options);
        var top = new Composer(parser, new StringsOnly(), options).getSingleNode();

        if (top == null || (top instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
            problems.error(Origin.of(file), "", "the file is empty: it begins with \"version: 1\"");
            return Optional.empty();
        }
        if (!(top instanceof MappingNode)) {
            problems.error(origin(top.getStartMark()), "", "not a map of keys: the file begins with \"version: 1\"");
            return Optional.empty();
        }
        var root = new ImmutableNode.Builder();
        fill(root, "", top, new Place(origin(top.getStartMark()), false, 0));
        return Optional.of(root.create());
    }

    private void fill(ImmutableNode.Builder node, String path, Node value, Place place) throws TooMuchException {
        var origin = origin(value.getStartMark());
        if (++nodes > MOST_NODES || place.depth > DEEPEST) {
            throw new TooMuchException(origin,
                    "too deep or too large, aliases followed: at most " + DEEPEST + " levels and "
                            + MOST_NODES + " values");
        }
        if (!value.getTag().equals(Tag.STR) && !value.getTag().equals(Tag.MAP) && !value.getTag().equals(Tag.SEQ)) {
            problems.error(origin, path, "tags such as " + Quoted.plain(value.getTag().getValue()) + " are refused");
        }

        var shape = Source.Shape.EMPTY_LIST;
        if (value instanceof ScalarNode scalar) {
            var isPlain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
            var isNull = isPlain && NULLS.contains(scalar.getValue());
            if (isNull) {
                problems.error(origin, path,
                        scalar.getValue() + " is YAML's word for nothing: write \"\" for none, leave the"
                                + " key out for its default, or put the word in quotation marks");
            }
            var isBlank = isPlain && scalar.getValue().isEmpty();
            shape = isBlank || isNull ? Source.Shape.BLANK : Source.Shape.SCALAR;
            node.value(scalar.getValue());
        } else if (value instanceof MappingNode map) {
            shape = Source.Shape.MAP;
            addKeys(node, path, map, place);
        }
        node.addAttribute(Source.ATTRIBUTE, new Source(place.key, origin, shape, place.item, true));
    }

    private void addKeys(ImmutableNode.Builder parent, String path, MappingNode map, Place place)
            throws TooMuchException {
        var seen = new HashMap<String, Origin>();
        for (var tuple : map.getValue()) {
            var origin = origin(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.error(origin, path, "a key must be a single word");
                continue;
            }

            var key = scalar.getValue();
            var name = path.isEmpty() ? Quoted.plain(key) : path + "." + Quoted.plain(key);
            var earlier = seen.putIfAbsent(key, origin);
            if (earlier != null) {
                problems.error(origin, name, "given twice, first at line " + earlier.line());
                continue;
            }
            addChildren(parent, new Named(key, name), tuple.getValueNode(), new Place(origin, false, place.depth + 1));
        }
    }

    private void addChildren(ImmutableNode.Builder parent, Named key, Node value, Place place) throws TooMuchException {
        if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
            addChild(parent, key.name, key.path, value, place);
            return;
        }
        for (var index = 0; index < list.getValue().size(); index++) {
            var item = list.getValue().get(index);
            var path = key.path + "[" + index + "]";
            if (item instanceof SequenceNode) {
                problems.error(origin(item.getStartMark()), path, "a list inside a list");
                continue;
            }
            addChild(parent, key.name, path, item, new Place(origin(item.getStartMark()), true, place.depth));
        }
    }

    private void addChild(ImmutableNode.Builder parent, String name, String path, Node value, Place place)
            throws TooMuchException {
        var child = new ImmutableNode.Builder().name(name);
        fill(child, path, value, place);
        parent.addChild(child.create());
    }

    private Origin origin(Mark mark) {
        return new Origin(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Where a value hangs: its key, whether it is an item of a list, and how deep. */
    private record Place(Origin key, boolean item, int depth) {}

    /** A key, and the key with its parents. */
    private record Named(String name, String path) {}

    /** Every plain scalar is text. */
    private static final class StringsOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: the parent's would read "no" as false.
        }
    }

    private static final class TooMuchException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Origin origin;

        TooMuchException(Origin origin, String message) {
            super(message);
            this.origin = origin;
        }
    }
}
