package dev.ftpsd.server.command;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.support.FtpTestClient;

/**
 * A command and the rights that it needs, in a home with {@code file}, {@code other} and the empty directory {@code dir}.
 *
 * @param words the command, and what it meets
 * @param needs all of them
 * @param script gives the command and returns the code of its final reply
 */
record RightsRow(String words, Set<Right> needs, Script script) {

    static final List<RightsRow> ROWS = List.of(
            row("CWD", Set.of(), client -> ask(client, "CWD dir")),
            row("XCWD", Set.of(), client -> ask(client, "XCWD dir")),
            row("LIST", Set.of(Right.LIST), client -> download(client, "LIST")),
            row("LIST of a file", Set.of(Right.LIST), client -> download(client, "LIST file")),
            row("NLST", Set.of(Right.LIST), client -> download(client, "NLST /")),
            row("NLST of a file", Set.of(Right.LIST), client -> download(client, "NLST file")),
            row("LIST of a pattern", Set.of(Right.LIST), client -> download(client, "LIST f*")),
            row("NLST of a pattern", Set.of(Right.LIST), client -> download(client, "NLST /???r")),
            row("MLSD", Set.of(Right.LIST), client -> download(client, "MLSD")),
            row("MLST", Set.of(Right.LIST), client -> ask(client, "MLST file")),
            row("MLST of a directory", Set.of(Right.LIST), client -> ask(client, "MLST dir")),
            row("STAT", Set.of(Right.LIST), client -> ask(client, "STAT dir")),
            row("STAT of a file", Set.of(Right.LIST), client -> ask(client, "STAT file")),
            row("RETR", Set.of(Right.READ), client -> download(client, "RETR file")),
            row("RETR behind REST", Set.of(Right.READ), client -> download(client, "REST 2", "RETR file")),
            row("SIZE", Set.of(Right.READ), client -> ask(client, "SIZE file")),
            row("MDTM", Set.of(Right.READ), client -> ask(client, "MDTM file")),
            row("STOR", Set.of(Right.CREATE), client -> upload(client, "STOR new")),
            row("STOR over a file", Set.of(Right.OVERWRITE), client -> upload(client, "STOR file")),
            row("STOR behind REST at the end", Set.of(Right.APPEND), client -> upload(client, "REST 5", "STOR file")),
            row("STOR behind REST", Set.of(Right.APPEND, Right.OVERWRITE),
                    client -> upload(client, "REST 2", "STOR file")),
            row("APPE", Set.of(Right.APPEND), client -> upload(client, "APPE file")),
            row("APPE to a new file", Set.of(Right.APPEND), client -> upload(client, "APPE new")),
            row("STOU", Set.of(Right.CREATE), client -> upload(client, "STOU")),
            row("DELE", Set.of(Right.DELETE), client -> ask(client, "DELE file")),
            row("MKD", Set.of(Right.MKDIR), client -> ask(client, "MKD new")),
            row("XMKD", Set.of(Right.MKDIR), client -> ask(client, "XMKD new")),
            row("RMD", Set.of(Right.RMDIR), client -> ask(client, "RMD dir")),
            row("XRMD", Set.of(Right.RMDIR), client -> ask(client, "XRMD dir")),
            row("RNFR", Set.of(Right.RENAME), client -> ask(client, "RNFR file")),
            row("RNTO", Set.of(Right.RENAME, Right.CREATE), client -> rename(client, "file", "new")),
            row("RNTO of a directory", Set.of(Right.RENAME, Right.CREATE), client -> rename(client, "dir", "new")),
            row("RNTO over a file", Set.of(Right.RENAME, Right.CREATE, Right.OVERWRITE),
                    client -> rename(client, "file", "other")),
            row("MFMT", Set.of(Right.MTIME), client -> ask(client, "MFMT 20260102030405 file")),
            row("MFF", Set.of(Right.MTIME), client -> ask(client, "MFF Modify=20260102030405; file")),
            row("MFF of permissions", Set.of(Right.CHMOD), client -> ask(client, "MFF UNIX.mode=0600; file")),
            row("MFF of both", Set.of(Right.MTIME, Right.CHMOD),
                    client -> ask(client, "MFF Modify=20260102030405;UNIX.mode=0600; file")),
            row("SITE CHMOD", Set.of(Right.CHMOD), client -> ask(client, "SITE CHMOD 600 file")),
            row("SITE UTIME", Set.of(Right.MTIME), client -> ask(client, "SITE UTIME 20260102030405 file")),
            row("HASH", Set.of(Right.READ), client -> ask(client, "HASH file")),
            row("XCRC", Set.of(Right.READ), client -> ask(client, "XCRC file")),
            row("XMD5", Set.of(Right.READ), client -> ask(client, "XMD5 \"file\"")),
            row("XSHA", Set.of(Right.READ), client -> ask(client, "XSHA file 1 2")),
            row("XSHA1", Set.of(Right.READ), client -> ask(client, "XSHA1 file")),
            row("XSHA256", Set.of(Right.READ), client -> ask(client, "XSHA256 file")),
            row("XSHA512", Set.of(Right.READ), client -> ask(client, "XSHA512 file")),
            row("MD5", Set.of(Right.READ), client -> ask(client, "MD5 file")),
            row("MMD5", Set.of(Right.READ), client -> ask(client, "MMD5 file, other")),
            row("AVBL", Set.of(Right.CREATE), client -> ask(client, "AVBL dir")),
            row("DSIZ", Set.of(Right.LIST), client -> ask(client, "DSIZ dir")));

    /** One way of giving a command. */
    interface Script {
        int run(FtpTestClient client) throws IOException;
    }

    String verb() {
        return words.split(" ", 2)[0];
    }

    @Override
    public String toString() {
        return words;
    }

    private static RightsRow row(String words, Set<Right> needs, Script script) {
        return new RightsRow(words, needs, script);
    }

    private static int ask(FtpTestClient client, String line) throws IOException {
        client.send(line);
        var code = client.read().code();
        if (line.contains("CWD")) {
            client.ask("CWD /", 250);
        }
        return code;
    }

    private static int rename(FtpTestClient client, String from, String to) throws IOException {
        return ask(client, "RNFR " + from) == 350 ? ask(client, "RNTO " + to) : 550;
    }

    private static int download(FtpTestClient client, String... lines) throws IOException {
        try (var data = client.openData()) {
            var code = begin(client, lines);
            if (code != 150) {
                return code;
            }
            data.readAll();
            return client.read().code();
        }
    }

    private static int upload(FtpTestClient client, String... lines) throws IOException {
        try (var data = client.openData()) {
            var code = begin(client, lines);
            if (code != 150) {
                return code;
            }
            data.write("new");
            data.end();
            return client.read().code();
        }
    }

    /** Gives the commands; the code of the last one's first reply. */
    private static int begin(FtpTestClient client, String... lines) throws IOException {
        var code = 0;
        for (var line : lines) {
            client.send(line);
            code = client.read().code();
        }
        return code;
    }
}
