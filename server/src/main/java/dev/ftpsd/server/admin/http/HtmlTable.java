package dev.ftpsd.server.admin.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A section of the page with a table; on a narrow screen each row is a list with the names of the columns. */
final class HtmlTable {

    private final String title;
    private final String none;
    private final List<Column> columns;
    private final List<String> rows = new ArrayList<>();

    /** @param number whether its cells are amounts */
    record Column(String name, boolean number) {

        private String attribute() {
            return number ? " class=\"number\"" : "";
        }
    }

    /** @param none what stands there when there is no row */
    HtmlTable(String title, String none, Column... columns) {
        this.title = title;
        this.none = none;
        this.columns = List.of(columns);
    }

    static Column text(String name) {
        return new Column(name, false);
    }

    static Column number(String name) {
        return new Column(name, true);
    }

    /** @param cells HTML, one for each column */
    HtmlTable row(String... cells) {
        var row = new StringBuilder("<tr>");
        for (var index = 0; index < columns.size(); index++) {
            var column = columns.get(index);
            row.append("<td").append(column.attribute()).append(" data-of=\"").append(column.name).append("\">")
                    .append(cells[index]).append("</td>");
        }
        rows.add(row.append("</tr>\n").toString());
        return this;
    }

    @Override
    public String toString() {
        var head = columns.stream().map(column -> "<th" + column.attribute() + ">" + column.name + "</th>")
                .collect(Collectors.joining());
        return "<section>\n<h2>" + title + (rows.isEmpty() ? "" : " <small>" + rows.size() + "</small>") + "</h2>\n"
                + (rows.isEmpty() ? "<p class=\"none\">" + none + "</p>\n"
                        : "<table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + String.join("", rows)
                                + "</tbody>\n</table>\n")
                + "</section>\n";
    }
}
