package dev.ftpsd.server.config;

import java.io.IOException;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A key, and what a client finds of it.
 *
 * @param from the text of the files that the key takes the place of; empty for one behind them all
 * @param to the text with the key
 * @param probe fails where the key has its default
 */
record KeyRow(String key, String from, String to, Probe probe) {

    interface Probe {
        void run(TestServer server) throws Exception;
    }

    /** A client that speaks with the server alone. */
    interface Talk {
        void run(FtpTestClient client, TestServer server) throws Exception;
    }

    interface Step {
        void run() throws IOException;
    }

    /** A section of ftpsd.yaml. */
    static KeyRow section(String key, String text, Probe probe) {
        return new KeyRow(key, "", text + "\n", probe);
    }

    /** A line of {@code data:}. */
    static KeyRow data(String key, String text, Probe probe) {
        return new KeyRow(key, "data:\n", "data:\n  " + text + "\n", probe);
    }

    /** As alice, in clear. */
    static Probe talk(Talk talk) {
        return server -> {
            try (var client = FtpTestClient.connect(server.port()).login("alice")) {
                talk.run(client, server);
            }
        };
    }

    static void contains(String part, String text) {
        assertTrue(text.contains(part), text);
    }

    /** A lower bound alone: what else runs on the machine can only make it longer. */
    static void takesAtLeast(int milliseconds, Step step) throws IOException {
        var begun = System.nanoTime();
        step.run();
        var took = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(took >= milliseconds, took + " ms");
    }
}
