package dev.ftpsd.server.admin;

import java.util.List;
import java.util.Set;

import dev.ftpsd.auth.Right;

/** Rights as users.yaml has them. */
final class RightWords {

    private RightWords() {}

    /** The preset that these are, else the words. */
    static String of(Set<Right> rights) {
        for (var preset : Right.Preset.values()) {
            if (preset.rights().equals(rights)) {
                return preset.word();
            }
        }
        return String.join(", ", each(rights));
    }

    /** The words, always in the same order. */
    static List<String> each(Set<Right> rights) {
        return rights.stream().sorted().map(Right::word).toList();
    }
}
