package dev.ftpsd.server.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in all files, so that it is reported at once. Used by one thread. */
public final class Problems {

    private final List<String> files = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Something that must be mended. */
    public void error(Origin origin, String key, String message) {
        add(errors, origin, key, message);
    }

    /** Something that should be known. */
    public void warning(Origin origin, String key, String message) {
        add(warnings, origin, key, message);
    }

    /** What must be mended, in the order of the files and their lines. */
    public List<Problem> errors() {
        return inOrder(errors);
    }

    /** What should be known, in the order of the files and their lines. */
    public List<Problem> warnings() {
        return inOrder(warnings);
    }

    private void add(List<Problem> list, Origin origin, String key, String message) {
        if (!files.contains(origin.file())) {
            files.add(origin.file());
        }
        list.add(new Problem(origin, key, message));
    }

    private List<Problem> inOrder(List<Problem> list) {
        return list.stream()
                .sorted(Comparator.comparingInt((Problem problem) -> files.indexOf(problem.origin().file()))
                        .thenComparingInt(problem -> problem.origin().line())
                        .thenComparingInt(problem -> problem.origin().column()))
                .distinct()
                .toList();
    }
}
