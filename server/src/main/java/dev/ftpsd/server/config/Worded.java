package dev.ftpsd.server.config;

import java.util.Locale;

/** A choice of a fixed set, by the word that the file has for it. */
public interface Worded {

    /** The enum constant's name. */
    String name();

    /** The word in the file: the name in lower case, with a hyphen for the underscore. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
