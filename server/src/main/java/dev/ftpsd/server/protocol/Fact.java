package dev.ftpsd.server.protocol;

import java.util.Optional;

/** The facts that MLST and MLSD can tell of an entry (RFC 3659 §7.5), in the order in which they are told. */
public enum Fact {
    TYPE("Type"),
    SIZE("Size"),
    MODIFY("Modify"),
    PERM("Perm"),
    UNIQUE("Unique"),
    /** Not in the RFC; FileZilla's column of permissions reads it. */
    UNIX_MODE("UNIX.mode");

    private final String word;

    Fact(String word) {
        this.word = word;
    }

    /** The fact's name as it is sent. */
    public String word() {
        return word;
    }

    /** The fact of that name, in whatever case (RFC 3659 §7.5). */
    public static Optional<Fact> ofWord(String word) {
        for (var fact : values()) {
            if (fact.word.equalsIgnoreCase(word)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }
}
