package dev.ftpsd.server.command;

import dev.ftpsd.storage.VirtualPath;

/** A path in the text of a reply. */
public final class QuotedPath {

    private QuotedPath() {}

    /** In double quotes, those inside doubled (RFC 959 Appendix II): clients parse 257 so. */
    public static String of(VirtualPath path) {
        return '"' + path.toString().replace("\"", "\"\"") + '"';
    }
}
