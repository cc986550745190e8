package dev.ftpsd.server.config;

import java.util.List;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.yaml.Problem;

/** The configuration folder has mistakes; nothing of it is to be used. */
public final class ConfigProblems extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one, in the order of the files and their lines */
    public ConfigProblems(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every mistake of every file; {@link Problem#toString()} is the line to print. */
    public List<Problem> problems() {
        return problems;
    }
}
