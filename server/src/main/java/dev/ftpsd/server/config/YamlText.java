package dev.ftpsd.server.config;

import java.util.List;
import java.util.Optional;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** The text of a YAML file beside what it says, to find places in it. Places are counted in chars from the start. */
final class YamlText {

    private final String text;
    private final String lineEnd;
    private final MappingNode top;

    /**
     * The text of a file without problems.
     *
     * @throws EditRefusedException if it is no map of keys
     */
    YamlText(String text) throws EditRefusedException {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            var parser = new ParserImpl(new StreamReader(text), options);
            if (!(new Composer(parser, new Resolver(), options).getSingleNode() instanceof MappingNode map)) {
                throw new EditRefusedException("the file is no map of keys; edit it by hand");
            }
            this.top = map;
        } catch (YAMLException e) {
            throw new EditRefusedException("the file is not plain YAML; edit it by hand");
        }
    }

    String text() {
        return text;
    }

    /** What the file says: a map of its keys. */
    MappingNode top() {
        return top;
    }

    static Optional<Node> value(MappingNode map, String key) {
        return tuple(map, key).map(NodeTuple::getValueNode);
    }

    /** The key of a map with its value; a key that is merged into it from elsewhere does not count. */
    static Optional<NodeTuple> tuple(MappingNode map, String key) {
        return map.getValue().stream().filter(tuple -> isText(tuple.getKeyNode(), key)).findFirst();
    }

    static boolean isText(Node node, String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    /** Where the last character of a node stands; a block's own end mark lies behind the comments that follow it. */
    int lastPlaceOf(Node node) {
        if (node instanceof SequenceNode items && items.getFlowStyle() != FlowStyle.FLOW) {
            return lastPlaceOf(items.getValue().getLast());
        }
        if (node instanceof MappingNode map && map.getFlowStyle() != FlowStyle.FLOW) {
            var last = map.getValue().getLast();
            // An alias has the place of what it stands for, which comes before: its own is behind the key.
            return last.getValueNode().getStartMark().getIndex() < last.getKeyNode().getEndMark().getIndex()
                    ? at(last.getKeyNode().getEndMark())
                    : lastPlaceOf(last.getValueNode());
        }
        var end = at(node.getEndMark());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    int at(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    /** Where the line of {@code place} begins. */
    int lineOf(int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    /** Where the line behind that of {@code place} begins; the end of the text where there is none. */
    int lineAfter(int place) {
        var end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end + 1;
    }

    /** The line that begins at {@code place}, without its end. */
    String line(int place) {
        return text.substring(place, lineAfter(place)).stripTrailing();
    }

    static List<String> indented(List<String> lines, int columns) {
        return lines.stream().map(line -> " ".repeat(columns) + line).toList();
    }

    @SafeVarargs
    final String insertedAt(int place, List<String>... blocks) {
        var inserted = new StringBuilder();
        if (place > 0 && text.charAt(place - 1) != '\n') {
            inserted.append(lineEnd);
        }
        for (var block : blocks) {
            block.forEach(line -> inserted.append(line).append(lineEnd));
        }
        return new StringBuilder(text).insert(place, inserted).toString();
    }
}
