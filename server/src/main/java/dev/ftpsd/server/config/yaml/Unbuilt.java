package dev.ftpsd.server.config.yaml;

import java.util.Optional;

/** Knows the keys that are read and checked but whose feature is not there yet. */
@FunctionalInterface
public interface Unbuilt {

    /**
     * What to do with that key.
     *
     * @param path the key with its parents, {@code []} behind a list
     * @param text the value, or one item of the list; empty for a map of keys
     * @return empty where the key's feature is there
     */
    Optional<Consequence> of(String path, String text);

    /** What a key whose feature is not there brings. */
    enum Consequence {
        /** A warning: without the feature nothing is less safe. */
        WARN,
        /** An error: the administrator relies on something that would not happen. */
        REFUSE
    }
}
