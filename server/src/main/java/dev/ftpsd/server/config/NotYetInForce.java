package dev.ftpsd.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.yaml.Unbuilt;

/**
 * The keys that are read and checked but do nothing yet: none at present. Whoever adds a key before its feature adds a row, and
 * whoever builds the feature deletes it.
 *
 * <p>A key set to its default never matters. One that is set to something else brings a warning; where the
 * administrator would rely on it for safety, it is refused instead.
 */
final class NotYetInForce implements Unbuilt {

    /** Users, groups and defaults have the same keys; {@code user.} stands for each. */
    private static final Pattern PROFILE = Pattern.compile("^(?:users\\[]|groups\\[]|defaults)\\.");

    private static final List<Row> ROWS = List.of();

    private static final Map<String, List<Row>> BY_KEY = ROWS.stream().collect(Collectors.groupingBy(Row::key));

    @Override
    public Optional<Consequence> of(String path, String text) {
        var key = PROFILE.matcher(path).replaceFirst("user.");
        return BY_KEY.getOrDefault(key, List.of()).stream().filter(row -> row.isFor(text)).map(Row::consequence)
                .findFirst();
    }

    /** The keys that have a row, {@code user.} standing for users, groups and defaults. */
    static List<String> keys() {
        return List.copyOf(BY_KEY.keySet());
    }

    /**
     * A key whose feature is not there.
     *
     * @param key with its parents, {@code []} behind a list
     * @param value the one value that does nothing; empty for every value but the default
     * @param consequence what the key brings
     */
    private record Row(String key, String value, Consequence consequence) {

        boolean isFor(String text) {
            return value.isEmpty() || value.equals(text);
        }
    }
}
