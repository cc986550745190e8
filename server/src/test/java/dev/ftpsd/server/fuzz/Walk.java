package dev.ftpsd.server.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.command.CommandSpec;
import dev.ftpsd.server.command.CommandTable;
import dev.ftpsd.server.support.Answer;
import dev.ftpsd.server.support.DataLink;
import dev.ftpsd.server.support.FtpTestClient;
import org.jspecify.annotations.Nullable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client that says whatever comes to its mind, and holds the server to the grammar of a dialogue: one final reply to each command
 * in order, a preliminary one only where bytes may move, and between commands a session that is where it was.
 */
final class Walk implements AutoCloseable {

    private static final int BETWEEN_CHECKS = 40;

    private final SplittableRandom random;
    private final WalkWords words;
    private final TestServer server;
    private final boolean secured;
    private final LastWords dialogue = new LastWords();
    private FtpTestClient client;
    private @Nullable DataLink data;
    private boolean loggedIn;
    private boolean protectsData;
    private int port;
    private int commands;
    private int transfers;

    Walk(long seed, CommandTable table, TestServer server, boolean secured) throws IOException {
        this.random = new SplittableRandom(seed);
        this.words = new WalkWords(random, table);
        this.server = server;
        this.secured = secured;
        this.client = begin();
    }

    int transfers() {
        return transfers;
    }

    /** Goes on until that many commands have had their replies; returns how many they were. */
    int run(int atLeast) throws IOException {
        var nextCheck = BETWEEN_CHECKS;
        try {
            while (commands < atLeast) {
                step();
                if (commands >= nextCheck) {
                    check();
                    nextCheck = commands + BETWEEN_CHECKS;
                }
            }
        } catch (IOException | AssertionError e) {
            throw new AssertionError("after " + commands + " commands: " + dialogue, e);
        }
        return commands;
    }

    private FtpTestClient begin() throws IOException {
        var fresh = FtpTestClient.connect(server.port(), random.nextBoolean() ? "TLSv1.3" : "TLSv1.2");
        if (secured) {
            fresh.secure();
        }
        fresh.ask("USER alice", 331);
        fresh.ask("PASS secret", 230);
        loggedIn = true;
        protectsData = secured;
        return fresh;
    }

    private void again() throws IOException {
        closeData();
        client.close();
        client = begin();
    }

    private void step() throws IOException {
        switch (random.nextInt(40)) {
            case 0 -> login();
            case 1 -> pipelined();
            case 2 -> ended(random.nextBoolean() ? "QUIT" : "REIN");
            case 3 -> authenticate();
            case 4, 5, 6, 7, 8, 9, 10, 11 -> setUp();
            default -> one(words.row());
        }
    }

    /** One command of the table, with bytes if it moves any. */
    private void one(CommandSpec<?> row) throws IOException {
        if (row.usesData() && port > 0 && random.nextInt(10) > 0) {
            data = DataLink.connect(port);
        }
        var line = words.line(row);
        var answer = say(line);
        if (row.verb().equals("PROT") && answer.code() == 200) {
            protectsData = line.endsWith("P");
        }
        if (isPreliminary(answer)) {
            assertTrue(row.usesData(), row.verb() + " had " + answer);
            transfers++;
            move();
        }
        if (row.usesData()) {
            closeData();
        }
        afterwards(answer);
    }

    /** Between 150 and the final reply: bytes, ABOR, or nothing at all. */
    private void move() throws IOException {
        var aborts = random.nextInt(6) == 0;
        try {
            if (data != null && !aborts) {
                if (protectsData) {
                    client.secure(data);
                }
                if (random.nextBoolean()) {
                    data.write("some text\r\n");
                }
                data.end();
                data.readAll();
            }
        } catch (IOException e) {
            // The server may refuse this connection; what it then says is looked at.
            dialogue.add("D: " + e);
        }
        if (aborts) {
            client.send("ABOR");
        }
        finalReply();
        if (aborts) {
            commands++;
            assertTrue(List.of(225, 226).contains(finalReply().code()));
        }
    }

    private void setUp() throws IOException {
        var answer = say(random.nextBoolean() ? "EPSV" : "PASV");
        if (answer.code() == 229) {
            port = Integer.parseInt(answer.text().replaceAll(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
        }
    }

    private void login() throws IOException {
        say("USER " + words.any(List.of("alice", "bob", "")));
        var answer = say("PASS " + words.any(List.of("secret", "secret", "wrong")));
        if (answer.code() == 230) {
            loggedIn = true;
        }
        afterwards(answer);
    }

    private void authenticate() throws IOException {
        var answer = say(secured ? "AUTH TLS" : "AUTH KERBEROS");
        assertEquals(secured ? 503 : 504, answer.code());
    }

    /** QUIT and REIN: whatever came before has been answered, and the next session begins anew. */
    private void ended(String verb) throws IOException {
        say(verb);
        again();
    }

    /** Several lines in one segment come back in their order. */
    private void pipelined() throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 2 + random.nextInt(20); i++) {
            lines.add(words.any(List.of("NOOP", "SYST", "FEAT", "HELP NOOP", "XYZZY", "STAT", "TYPE I", "MODE S")));
        }
        client.send(lines.toArray(String[]::new));
        for (var line : lines) {
            var code = finalReply().code();
            commands++;
            assertEquals(switch (line) {
                case "NOOP", "TYPE I", "MODE S" -> 200;
                case "SYST" -> 215;
                case "FEAT" -> 211;
                case "STAT" -> loggedIn ? 211 : 530;
                case "HELP NOOP" -> 214;
                default -> 500;
            }, code, line);
        }
    }

    /** Nothing is left over, and the session is where it was. */
    private void check() throws IOException {
        var answer = say("HELP NOOP");
        assertEquals("Syntax: NOOP", answer.text());
        assertEquals(loggedIn ? 211 : 530, say("STAT").code());
        var here = say("PWD");
        assertEquals(loggedIn ? 257 : 530, here.code());
        assertEquals(here, say("XPWD"));
        assertEquals(200, say("NOOP").code());
    }

    private Answer say(String line) throws IOException {
        dialogue.add("C: " + line);
        client.send(line);
        commands++;
        var answer = client.read();
        dialogue.add("S: " + answer);
        return answer;
    }

    private Answer finalReply() throws IOException {
        var answer = client.read();
        dialogue.add("S: " + answer);
        assertTrue(!isPreliminary(answer), "two preliminary replies, or one for a command that moves no bytes");
        return answer;
    }

    /** 421 ends every dialogue. */
    private void afterwards(Answer answer) throws IOException {
        if (answer.code() == 421) {
            again();
        }
    }

    private static boolean isPreliminary(Answer answer) {
        return answer.code() < 200;
    }

    private void closeData() throws IOException {
        if (data != null) {
            data.close();
            data = null;
            port = 0;
        }
    }

    @Override
    public void close() throws IOException {
        closeData();
        client.close();
    }
}
