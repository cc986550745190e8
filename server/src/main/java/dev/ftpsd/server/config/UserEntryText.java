package dev.ftpsd.server.config;

import java.util.List;

import dev.ftpsd.auth.PasswordHash;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One user's entry in the text of a users file, changed at one key or taken out; everything else of the text stays. */
final class UserEntryText {

    private final YamlText yaml;
    private final String name;
    private final SequenceNode users;
    private final MappingNode entry;

    UserEntryText(YamlText yaml, String name, SequenceNode users, MappingNode entry) {
        this.yaml = yaml;
        this.name = name;
        this.users = users;
        this.entry = entry;
    }

    /** The text with {@code enabled} of that user set. */
    String withEnabled(boolean enabled) throws EditRefusedException {
        return with("enabled", Boolean.toString(enabled));
    }

    /** The text with another password of that user. */
    String withPassword(PasswordHash hash) throws EditRefusedException {
        return with("password", '"' + hash.encoded() + '"');
    }

    /** The text without that user. */
    String without() throws EditRefusedException {
        return new UserRemoval(yaml, name, users, entry).text();
    }

    private String with(String key, String value) throws EditRefusedException {
        var there = YamlText.tuple(entry, key);
        if (there.isPresent()) {
            var node = there.get().getValueNode();
            if (!isPlain(there.get())) {
                throw new EditRefusedException(key + ": of " + name + " is no plain word; set it by hand");
            }
            var start = yaml.at(node.getStartMark());
            var end = yaml.at(node.getEndMark());
            // Where there is nothing yet, the place is that behind the colon.
            return new StringBuilder(yaml.text()).replace(start, end, start == end ? " " + value : value).toString();
        }
        if (entry.getAnchor() != null) {
            throw new EditRefusedException(
                    "the entry of " + name + " is one that others refer to (&); set " + key + " by hand");
        }
        var added = key + ": " + value;
        var nameEnd = yaml.at(YamlText.value(entry, "name").orElseThrow().getEndMark());
        return entry.getFlowStyle() == FlowStyle.FLOW
                ? new StringBuilder(yaml.text()).insert(nameEnd, ", " + added).toString()
                : yaml.insertedAt(yaml.lineAfter(nameEnd),
                        YamlText.indented(List.of(added), entry.getStartMark().getColumn()));
    }

    /** Whether the value stands behind its key, in one line, and is nobody else's: an alias stands where its anchor does. */
    private static boolean isPlain(NodeTuple tuple) {
        return tuple.getValueNode() instanceof ScalarNode scalar && scalar.getAnchor() == null
                && scalar.getStartMark().getIndex() >= tuple.getKeyNode().getEndMark().getIndex()
                && scalar.getStartMark().getLine() == scalar.getEndMark().getLine();
    }
}
