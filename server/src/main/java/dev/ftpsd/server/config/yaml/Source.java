package dev.ftpsd.server.config.yaml;

import java.util.Optional;

import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * What the file says about a node of the configuration tree beyond its value; kept as an attribute of the node.
 *
 * @param key where the key stands; for an item of a list, where the item stands
 * @param value where the value begins
 * @param shape what the value is
 * @param item whether the node is one of a list; lists are nodes of the same name side by side
 */
record Source(Origin key, Origin value, Shape shape, boolean item) {

    /** The attribute's name. */
    static final String ATTRIBUTE = "source";

    /** What the file says about that node. */
    static Source of(ImmutableNode node) {
        return Optional.ofNullable(node.getAttributes().get(ATTRIBUTE)).map(Source.class::cast).orElseThrow();
    }

    /** What a value is. An empty list has no items to be nodes, so it is a node of its own. */
    enum Shape {
        SCALAR("a single value"), BLANK("nothing"), MAP("a map of keys"), EMPTY_LIST("a list");

        private final String words;

        Shape(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
