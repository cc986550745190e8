package dev.ftpsd.server.config.certificate;

import java.util.List;

/** Certificates, keys or lists that cannot be served with. Its lines are for the administrator and hold paths of the machine. */
public final class MaterialProblems extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems one line each: file, reason and remedy; at least one */
    public MaterialProblems(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }
}
