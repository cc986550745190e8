package dev.ftpsd.server.config.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How the text of one value becomes a value, and what it is called.
 *
 * @param name the name in error messages, the manual and the JSON Schema
 * @param parser gives the value, or throws IllegalArgumentException with a sentence for the administrator
 * @param shown the text of a value for those who may see the configuration, in one spelling
 */
public record Type<T>(String name, Function<String, T> parser, Function<T, String> shown) {

    /** A type whose values are shown as {@link Shown} does. */
    public Type(String name, Function<String, T> parser) {
        this(name, parser, Shown::of);
    }

    /** The same type with values that are shown another way: a mask for secrets. */
    public Type<T> shownAs(Function<T, String> other) {
        return new Type<>(name, parser, other);
    }

    /**
     * A type of values that are {@code name}, such as {@code examples}; the parser may throw any
     * IllegalArgumentException.
     */
    public static <T> Type<T> of(String name, String examples, Function<String, T> parser) {
        return new Type<>(name, text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        Quoted.of(text) + " is not a " + name + ": write " + examples, e);
            }
        });
    }

    /**
     * A choice among words; {@code others} are words that administrators of other servers know, and what they are
     * here.
     */
    public static <T> Type<T> words(String name, Map<String, T> words, Map<String, String> others) {
        var vocabulary = new LinkedHashMap<String, String>(others);
        words.keySet().forEach(word -> vocabulary.put(word, word));
        return new Type<>(name, text -> {
            var value = words.get(text);
            if (value != null) {
                return value;
            }
            var hint = Nearest.hint(text, vocabulary);
            throw new IllegalArgumentException("unknown word " + Quoted.of(text)
                    + (hint.isEmpty() ? ", known are " + String.join(", ", words.keySet()) : hint));
        });
    }

    /** A choice among the constants of an enum. */
    public static <T> Type<T> words(T[] constants, Function<T, String> word) {
        var words = new LinkedHashMap<String, T>();
        Arrays.stream(constants).forEach(constant -> words.put(word.apply(constant), constant));
        return words(String.join("|", words.keySet()), words, Map.of()).shownAs(word);
    }
}
