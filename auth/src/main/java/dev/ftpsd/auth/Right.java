package dev.ftpsd.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One thing that a user may do at a path, by the word that {@code users.yaml} has for it. */
public enum Right {
    LIST, READ, CREATE, OVERWRITE, APPEND, DELETE, RENAME, MKDIR, RMDIR, MTIME, CHMOD;

    /** The word in {@code users.yaml}: the name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The right of that word, compared exactly. */
    public static Optional<Right> ofWord(String word) {
        for (var right : values()) {
            if (right.word().equals(word)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }

    /** Named sets of rights for common cases. */
    public enum Preset {
        NONE,
        RO(LIST, READ),
        RW(LIST, READ, CREATE, OVERWRITE, APPEND, DELETE, RENAME, MKDIR, RMDIR, MTIME),
        /** A drop box: files come in, nothing is seen. */
        DROP(CREATE, MKDIR),
        APPEND_ONLY(LIST, READ, CREATE, APPEND, MKDIR),
        /** Write once, read many. */
        WORM(LIST, READ, CREATE),
        FULL(Right.values());

        @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf cannot be changed
        private final Set<Right> rights;

        Preset(Right... rights) {
            this.rights = Set.of(rights);
        }

        public Set<Right> rights() {
            return rights;
        }

        /** The word in {@code users.yaml}: the name in lower case, with a hyphen for the underscore. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The preset of that word, compared exactly. */
        public static Optional<Preset> ofWord(String word) {
            for (var preset : values()) {
                if (preset.word().equals(word)) {
                    return Optional.of(preset);
                }
            }
            return Optional.empty();
        }
    }
}
