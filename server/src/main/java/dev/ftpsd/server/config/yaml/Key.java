package dev.ftpsd.server.config.yaml;

/**
 * A key that is known.
 *
 * @param path with its parents; {@code []} behind a list: {@code users[].rights[].allow}
 * @param type the name of its type; {@code section} for a map of keys
 * @param list whether it is a list of such values
 */
public record Key(String path, String type, boolean list) {

    /** The type name of a map of keys. */
    public static final String SECTION = "section";
}
