package dev.ftpsd.server.config.yaml;

/**
 * A place in a file of the configuration folder.
 *
 * @param file as the administrator names it, such as {@code users.d/team.yaml}
 * @param line from 1; 0 means the file as a whole
 * @param column from 1, in characters; 0 means the file as a whole
 */
public record Origin(String file, int line, int column) {

    /** The file as a whole. */
    public static Origin of(String file) {
        return new Origin(file, 0, 0);
    }

    /** {@code users.yaml:14}, for those who need no column. */
    public String fileAndLine() {
        return line == 0 ? file : file + ":" + line;
    }

    /** {@code users.yaml:14:7}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
