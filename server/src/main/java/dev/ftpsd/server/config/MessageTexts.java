package dev.ftpsd.server.config;

import java.util.List;
import java.util.Map;

import dev.ftpsd.server.config.Message.Variable;

/**
 * The administrator's texts, where there are any.
 *
 * @param texts those that were written; the others are built in
 */
public record MessageTexts(Map<Message, Template> texts) {

    /** The built-in texts alone. */
    public static final MessageTexts BUILT_IN = new MessageTexts(Map.of());

    public MessageTexts {
        texts = Map.copyOf(texts);
    }

    /** The lines of a text, at least one. */
    public List<String> lines(Message message, Map<Variable, String> values) {
        return texts.getOrDefault(message, message.builtIn()).fill(values);
    }
}
