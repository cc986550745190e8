package dev.ftpsd.server.config;

import java.util.List;
import java.util.Optional;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a users file, changed at one place: every other character, comments and blanks included, stays. Where the place
 * is not plain to see, nothing is changed.
 */
final class UsersText {

    static final String USERS = "users";

    private static final String BY_HAND = "; add the user by hand";

    private final YamlText yaml;

    /**
     * The text of a file without problems.
     *
     * @throws EditRefusedException if it is no map of keys
     */
    UsersText(String text) throws EditRefusedException {
        this.yaml = new YamlText(text);
    }

    /** The text with one more user, behind the last. */
    String with(NewUser user) throws EditRefusedException {
        var list = YamlText.value(yaml.top(), USERS);
        if (list.isEmpty()) {
            return yaml.insertedAt(yaml.text().length(), List.of(USERS + ":"), YamlText.indented(user.lines(), 2));
        }
        if (list.get() instanceof SequenceNode items && !items.getValue().isEmpty()) {
            if (items.getFlowStyle() == FlowStyle.FLOW) {
                throw new EditRefusedException("users: is a list in brackets" + BY_HAND);
            }
            return yaml.insertedAt(yaml.lineAfter(yaml.lastPlaceOf(items)),
                    YamlText.indented(user.lines(), items.getStartMark().getColumn()));
        }
        if (list.get() instanceof SequenceNode || (list.get() instanceof ScalarNode scalar
                && scalar.getValue().isEmpty())) {
            return withFirst(list.get(), user);
        }
        throw new EditRefusedException("users: is no list" + BY_HAND);
    }

    /** Brackets of an empty list go, what stands behind them stays. */
    private String withFirst(Node empty, NewUser user) throws EditRefusedException {
        var start = yaml.at(empty.getStartMark());
        var end = yaml.at(empty.getEndMark());
        if (yaml.text().substring(start, end).contains("\n")) {
            throw new EditRefusedException("users: is an empty list over several lines" + BY_HAND);
        }
        var without = new StringBuilder(yaml.text()).delete(start, end);
        while (start > 0 && end > start && without.charAt(start - 1) == ' ') {
            without.deleteCharAt(--start);
        }
        var rest = new YamlText(without.toString());
        return rest.insertedAt(rest.lineAfter(start), YamlText.indented(user.lines(), 2));
    }

    /** The entry of the user of that name, if it is in this file. */
    Optional<UserEntryText> user(String name) {
        return YamlText.value(yaml.top(), USERS).filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast)
                .flatMap(items -> items.getValue().stream()
                        .filter(MappingNode.class::isInstance).map(MappingNode.class::cast)
                        .filter(item -> YamlText.value(item, "name").filter(node -> YamlText.isText(node, name))
                                .isPresent())
                        .findFirst().map(item -> new UserEntryText(yaml, name, items, item)));
    }
}
