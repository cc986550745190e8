package dev.ftpsd.server.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.ftpsd.server.protocol.Printable;

/**
 * Aligned columns for a terminal of a hundred columns: the widest columns give way until the whole fits. Whatever a client or a
 * file chose is escaped here.
 */
final class Table {

    static final int WIDTH = 100;

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Printable::escape).toList());
        return this;
    }

    /** The lines, without their ends; numbers stand to the left like everything else. */
    List<String> lines() {
        var widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        var room = WIDTH - GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > room) {
            var widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        var widest = 0;
        for (var column = 1; column < widths.length; column++) {
            widest = widths[column] >= widths[widest] ? column : widest;
        }
        return widest;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            var cell = cut(row.get(column), widths[column]);
            line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
