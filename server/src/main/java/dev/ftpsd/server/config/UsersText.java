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

/**
 * The text of a users file, changed at one place: every other character, comments and blanks included, stays. Where the place
 * is not plain to see, nothing is changed.
 */
final class UsersText {

    private static final String USERS = "users";
    private static final String BY_HAND = "; add the user by hand";

    private final String text;
    private final String lineEnd;
    private final MappingNode top;

    /**
     * The text of a file without problems.
     *
     * @throws EditRefusedException if it is no map of keys
     */
    UsersText(String text) throws EditRefusedException {
        this.text = text;
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            var parser = new ParserImpl(new StreamReader(text), options);
            if (!(new Composer(parser, new Resolver(), options).getSingleNode() instanceof MappingNode map)) {
                throw new EditRefusedException("the file is no map of keys" + BY_HAND);
            }
            this.top = map;
        } catch (YAMLException e) {
            throw new EditRefusedException("the file is not plain YAML" + BY_HAND);
        }
    }

    /** The text with one more user, behind the last. */
    String with(NewUser user) throws EditRefusedException {
        var list = value(top, USERS);
        if (list.isEmpty()) {
            return insertedAt(text.length(), List.of(USERS + ":"), indented(user.lines(), 2));
        }
        if (list.get() instanceof SequenceNode items && !items.getValue().isEmpty()) {
            if (items.getFlowStyle() == FlowStyle.FLOW) {
                throw new EditRefusedException("users: is a list in brackets" + BY_HAND);
            }
            return insertedAt(lineAfter(lastPlaceOf(items)), indented(user.lines(), items.getStartMark().getColumn()));
        }
        if (list.get() instanceof SequenceNode || (list.get() instanceof ScalarNode scalar
                && scalar.getValue().isEmpty())) {
            return withFirst(list.get(), user);
        }
        throw new EditRefusedException("users: is no list" + BY_HAND);
    }

    /** Brackets of an empty list go, what stands behind them stays. */
    private String withFirst(Node empty, NewUser user) throws EditRefusedException {
        var start = at(empty.getStartMark());
        var end = at(empty.getEndMark());
        if (text.substring(start, end).contains("\n")) {
            throw new EditRefusedException("users: is an empty list over several lines" + BY_HAND);
        }
        var without = new StringBuilder(text).delete(start, end);
        while (start > 0 && end > start && without.charAt(start - 1) == ' ') {
            without.deleteCharAt(--start);
        }
        return new UsersText(without.toString()).insertedAt(new UsersText(without.toString()).lineAfter(start),
                indented(user.lines(), 2));
    }

    /** Whether a user of that name is in this file. */
    boolean has(String name) {
        return item(name).isPresent();
    }

    /** The text with {@code enabled} of that user set. */
    String withEnabled(String name, boolean enabled) throws EditRefusedException {
        var item = item(name).orElseThrow(() -> new EditRefusedException("no user " + name + " in this file"));
        var there = value(item, "enabled");
        if (there.isPresent()) {
            if (!(there.get() instanceof ScalarNode scalar)
                    || scalar.getStartMark().getLine() != scalar.getEndMark().getLine()) {
                throw new EditRefusedException("enabled: of " + name + " is no plain word; set it by hand");
            }
            return new StringBuilder(text).replace(at(scalar.getStartMark()), at(scalar.getEndMark()),
                    Boolean.toString(enabled)).toString();
        }
        var key = "enabled: " + enabled;
        var nameEnd = at(value(item, "name").orElseThrow().getEndMark());
        return item.getFlowStyle() == FlowStyle.FLOW ? new StringBuilder(text).insert(nameEnd, ", " + key).toString()
                : insertedAt(lineAfter(nameEnd), indented(List.of(key), item.getStartMark().getColumn()));
    }

    private Optional<MappingNode> item(String name) {
        return value(top, USERS).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast).stream()
                .flatMap(items -> items.getValue().stream())
                .filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                .filter(item -> value(item, "name").filter(node -> isText(node, name)).isPresent())
                .findFirst();
    }

    private static Optional<Node> value(MappingNode map, String key) {
        return map.getValue().stream().filter(tuple -> isText(tuple.getKeyNode(), key)).map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static boolean isText(Node node, String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    /** Where the last character of a node stands; a block's own end mark lies behind the comments that follow it. */
    private int lastPlaceOf(Node node) {
        if (node instanceof SequenceNode items && items.getFlowStyle() != FlowStyle.FLOW) {
            return lastPlaceOf(items.getValue().getLast());
        }
        if (node instanceof MappingNode map && map.getFlowStyle() != FlowStyle.FLOW) {
            return lastPlaceOf(map.getValue().getLast().getValueNode());
        }
        var end = at(node.getEndMark());
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int at(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private int lineAfter(int place) {
        var end = text.indexOf('\n', place);
        return end < 0 ? text.length() : end + 1;
    }

    private static List<String> indented(List<String> lines, int columns) {
        return lines.stream().map(line -> " ".repeat(columns) + line).toList();
    }

    @SafeVarargs
    private String insertedAt(int place, List<String>... blocks) {
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
