package dev.ftpsd.server.config;

import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Takes one user's entry out of the text of a users file, with the comments that are the entry's: those in it, those directly above
 * its hyphen and in its column, and those directly behind it that stand deeper. A blank line parts comments from an entry.
 */
final class UserRemoval {

    /** An entry that is commented out belongs to nobody who is there. */
    private static final Pattern ENTRY_IN_A_COMMENT = Pattern.compile("\\s*#\\s*-\\s.*");

    private final YamlText yaml;
    private final String name;
    private final SequenceNode users;
    private final MappingNode entry;
    private final int index;

    UserRemoval(YamlText yaml, String name, SequenceNode users, MappingNode entry) {
        this.yaml = yaml;
        this.name = name;
        this.users = users;
        this.entry = entry;
        this.index = users.getValue().indexOf(entry);
    }

    /** The text without the entry. */
    String text() throws EditRefusedException {
        return users.getFlowStyle() == FlowStyle.FLOW ? withoutInBrackets() : withoutLines();
    }

    private String withoutInBrackets() throws EditRefusedException {
        var items = users.getValue();
        var start = yaml.at(entry.getStartMark());
        var end = yaml.at(entry.getEndMark());
        var from = start;
        var to = end;
        if (items.size() == 1) {
            from = yaml.at(users.getStartMark()) + 1;
            to = yaml.at(users.getEndMark()) - 1;
        } else if (index + 1 < items.size()) {
            to = yaml.at(items.get(index + 1).getStartMark());
        } else {
            from = yaml.at(items.get(index - 1).getEndMark());
        }
        if (yaml.text().substring(from, start).contains("#") || yaml.text().substring(end, to).contains("#")) {
            throw new EditRefusedException("it cannot be told whose the comment beside " + name
                    + " is, in a list in brackets; delete the user by hand");
        }
        return new StringBuilder(yaml.text()).delete(from, to).toString();
    }

    private String withoutLines() throws EditRefusedException {
        var hyphen = users.getStartMark().getColumn();
        var from = commentsAbove(lineOfHyphen(), hyphen);
        var to = commentsBehind(yaml.lineAfter(yaml.lastPlaceOf(entry)), hyphen);
        if (to <= from) {
            throw new EditRefusedException("it cannot be told where the entry of " + name
                    + " ends, by an alias (*) perhaps; delete the user by hand");
        }
        var isLast = to == yaml.text().length();
        var blankAbove = from > 0 && yaml.line(yaml.lineOf(from - 1)).isBlank();
        var blankBehind = !isLast && yaml.line(to).isBlank();
        var others = users.getValue().size() > 1;
        // Of the blank lines above and below one is enough.
        if (others && blankBehind && (blankAbove || index == 0)) {
            to = yaml.lineAfter(to);
        } else if (others && blankAbove && isLast) {
            from = yaml.lineOf(from - 1);
        }
        var without = new StringBuilder(yaml.text()).delete(from, to);
        if (!others) {
            var key = YamlText.tuple(yaml.top(), UsersText.USERS).orElseThrow().getKeyNode();
            without.insert(yaml.text().indexOf(':', yaml.at(key.getEndMark())) + 1, " []");
        }
        return without.toString();
    }

    /** Between the hyphen and the first key there may be lines of comments. */
    private int lineOfHyphen() {
        if (index == 0) {
            return yaml.lineOf(yaml.at(users.getStartMark()));
        }
        var place = yaml.lineAfter(yaml.lastPlaceOf(users.getValue().get(index - 1)));
        while (yaml.line(place).isBlank() || columnOfComment(place) >= 0) {
            place = yaml.lineAfter(place);
        }
        return place;
    }

    private int commentsAbove(int line, int hyphen) {
        var first = line;
        while (first > 0 && columnOfComment(yaml.lineOf(first - 1)) == hyphen) {
            first = yaml.lineOf(first - 1);
            if (ENTRY_IN_A_COMMENT.matcher(yaml.line(first)).matches()) {
                return line;
            }
        }
        return first;
    }

    private int commentsBehind(int line, int hyphen) {
        var end = line;
        while (end < yaml.text().length() && columnOfComment(end) > hyphen) {
            end = yaml.lineAfter(end);
        }
        return end;
    }

    /** In which column the comment begins that fills the line; -1 where there is none. */
    private int columnOfComment(int line) {
        var text = yaml.line(line);
        var column = text.indexOf('#');
        return column >= 0 && text.substring(0, column).isBlank() ? column : -1;
    }
}
