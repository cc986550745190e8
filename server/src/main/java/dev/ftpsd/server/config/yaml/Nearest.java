package dev.ftpsd.server.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** "Did you mean": the word of a vocabulary that a mistyped one is nearest to. */
public final class Nearest {

    private Nearest() {}

    /** {@code , did you mean "x"?} or nothing, to be put behind a message. */
    public static String hint(String typed, Collection<String> words) {
        var vocabulary = new TreeMap<String, String>();
        words.forEach(word -> vocabulary.put(word, word));
        return hint(typed, vocabulary);
    }

    /** As above, where some words stand for others: {@code write} for {@code create}. */
    public static String hint(String typed, Map<String, String> vocabulary) {
        return find(typed, vocabulary).map(word -> ", did you mean \"" + word + "\"?").orElse("");
    }

    private static Optional<String> find(String typed, Map<String, String> vocabulary) {
        var wanted = typed.toLowerCase(Locale.ROOT);
        // A third of the letters wrong is a typing error; more is another word, and so is any change of one or two
        // letters.
        var farthest = wanted.length() < 3 ? 0 : Math.max(1, wanted.length() / 3);
        return vocabulary.entrySet().stream()
                .map(entry -> Map.entry(distance(wanted, entry.getKey().toLowerCase(Locale.ROOT)), entry.getValue()))
                .filter(entry -> entry.getKey() <= farthest)
                .min(Comparator.comparing(Map.Entry::getKey))
                .map(Map.Entry::getValue);
    }

    /**
     * Levenshtein's distance, where two neighbours that changed places count once. Long texts are far from
     * everything.
     */
    static int distance(String left, String right) {
        if (left.length() > 64 || right.length() > 64) {
            return Integer.MAX_VALUE;
        }
        var table = new int[left.length() + 1][right.length() + 1];
        for (var i = 0; i <= left.length(); i++) {
            for (var j = 0; j <= right.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : step(table, left, right, i, j);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int step(int[][] table, String left, String right, int i, int j) {
        var changed = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        var least = Math.min(table[i - 1][j - 1] + changed, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        var swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
