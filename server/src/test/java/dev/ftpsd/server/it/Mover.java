package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that move a folder of files, {@code file-0} and so on, over one control connection. */
enum Mover {

    CURL {
        @Override
        Result upload(Move move) throws IOException, InterruptedException {
            return curl(move, "--upload-file", move.local + "/" + move.range(), move.url());
        }

        @Override
        Result download(Move move) throws IOException, InterruptedException {
            return curl(move, "--output", move.local + "/file-#1", move.url() + move.range());
        }

        private static Result curl(Move move, String... arguments) throws IOException, InterruptedException {
            var all = new ArrayList<>(
                    List.of("--silent", "--show-error", "--insecure", "--ssl-reqd", "--user", "alice:secret"));
            all.addAll(move.version.curl());
            all.addAll(List.of(arguments));
            return move.tool("curl").run(all, "");
        }
    },

    LFTP {
        @Override
        Result upload(Move move) throws IOException, InterruptedException {
            return lftp(move, "mirror --reverse " + move.local + " " + move.remote);
        }

        @Override
        Result download(Move move) throws IOException, InterruptedException {
            return lftp(move, "mirror " + move.remote + " " + move.local);
        }

        private static Result lftp(Move move, String command) throws IOException, InterruptedException {
            var script = """
                    set ssl:verify-certificate no
                    set ssl:priority "%s"
                    set ftp:ssl-force yes
                    set ftp:ssl-protect-data yes
                    set net:max-retries 1
                    set net:timeout 20
                    set cmd:fail-exit yes
                    open -u alice,secret ftp://127.0.0.1:%d
                    %s
                    """.formatted(move.version.gnutls(), move.tree.port(), command);
            return move.tool("lftp").with("LFTP_HOME", move.tree.site().elsewhere().resolve("lftp").toString())
                    .run(List.of("--norc", "-f", "/dev/stdin"), script);
        }
    },

    /** Node's. */
    BASIC_FTP {
        @Override
        Result upload(Move move) throws IOException, InterruptedException {
            return node(move, "up");
        }

        @Override
        Result download(Move move) throws IOException, InterruptedException {
            return node(move, "down");
        }

        private static Result node(Move move, String way) throws IOException, InterruptedException {
            return move.tool("node").run(NodeClient.PROGRAM.toString(), way, Integer.toString(move.tree.port()),
                    move.version.word, move.local.toString(), move.remote);
        }
    };

    abstract Result upload(Move move) throws IOException, InterruptedException;

    abstract Result download(Move move) throws IOException, InterruptedException;

    /**
     * What to move, and how.
     *
     * @param local a folder that exists
     * @param remote a folder of alice that exists
     * @param files how many there are
     */
    record Move(RunningTree tree, TlsVersion version, Path local, String remote, int files) {

        private String url() {
            return "ftp://127.0.0.1:" + tree.port() + "/" + remote + "/";
        }

        private String range() {
            return "file-[0-" + (files - 1) + "]";
        }

        private Tool tool(String program) {
            return Tool.in(tree.site().elsewhere(), program).within(Duration.ofMinutes(40));
        }
    }
}
