package dev.ftpsd.server.admin.http;

import dev.ftpsd.server.protocol.Printable;

/** Text in a page: whatever a client has chosen is shown, and does nothing. */
final class Html {

    private Html() {}

    /** The text for an element or a quoted attribute; control and direction characters are shown escaped. */
    static String of(String text) {
        var safe = new StringBuilder(text.length() + 16);
        Printable.escape(text).chars().forEach(unit -> {
            switch (unit) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append((char) unit);
            }
        });
        return safe.toString();
    }
}
