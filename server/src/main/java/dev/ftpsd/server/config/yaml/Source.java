package dev.ftpsd.server.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * What the file says about a node of the configuration tree beyond its value; kept as an attribute of the node.
 *
 * @param key where the key stands; for an item of a list, where the item stands
 * @param value where the value begins
 * @param shape what the value is
 * @param item whether the node is one of a list; lists are nodes of the same name side by side
 * @param isWritten whether the file has it; false for a default that is read as if it stood there
 */
record Source(Origin key, Origin value, Shape shape, boolean item, boolean isWritten) {

    /** The attribute's name. */
    static final String ATTRIBUTE = "source";

    /** What the file says about that node. */
    static Source of(ImmutableNode node) {
        return Optional.ofNullable(node.getAttributes().get(ATTRIBUTE)).map(Source.class::cast).orElseThrow();
    }

    /** A map that is not in the file, at the place where it would be. */
    static ImmutableNode nothingIn(Source parent) {
        var nothing = new Source(parent.key, parent.value, Shape.MAP, false, false);
        return new ImmutableNode.Builder().addAttribute(ATTRIBUTE, nothing).create();
    }

    /** A value that is not in the file, at the place where it would be. */
    static ImmutableNode scalarIn(Source parent, String text) {
        var value = new Source(parent.key, parent.value, Shape.SCALAR, false, false);
        return new ImmutableNode.Builder().value(text).addAttribute(ATTRIBUTE, value).create();
    }

    /** The nodes of that key, the items where it is a list. A key with nothing behind it is as good as absent. */
    static List<ImmutableNode> children(ImmutableNode node, String key) {
        var children = new ArrayList<ImmutableNode>(1);
        for (var child : node.getChildren()) {
            if (key.equals(child.getNodeName()) && (of(child).item || of(child).shape != Shape.BLANK)) {
                children.add(child);
            }
        }
        return children;
    }

    /** What a value is. An empty list has no items to be nodes, so it is a node of its own. */
    enum Shape {
        SCALAR, BLANK, MAP, EMPTY_LIST
    }
}
