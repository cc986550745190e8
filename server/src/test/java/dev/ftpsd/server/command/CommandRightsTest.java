package dev.ftpsd.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.ftpsd.auth.Right;
import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.ftpsd.server.command.RightsRow.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every command that takes a path against every right, over the wire. */
final class CommandRightsTest {

    private final Map<Set<Right>, FtpTestClient> clients = new HashMap<>();

    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        var users = new StringBuilder("version: 1\ndefaults: { home: home, tls: { required: false } }\nusers:\n");
        for (var rights : users()) {
            users.append("  - { name: ").append(name(rights)).append(", password: ").append(TestServer.PASSWORD_HASH)
                    .append(", rights: [{ path: /, allow: [").append(words(rights)).append("] }] }\n");
        }
        server = TestServer.start(directory, TestServer.PERMISSIVE, users.toString());
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : clients.values()) {
            client.close();
        }
        server.close();
    }

    /** All rights but one, for each of them; and what each command needs, alone. */
    private static Set<Set<Right>> users() {
        var users = Arrays.stream(Right.values()).map(CommandRightsTest::allBut).collect(Collectors.toSet());
        ROWS.stream().map(RightsRow::needs).filter(needs -> !needs.isEmpty()).forEach(users::add);
        return users;
    }

    private static Set<Right> allBut(Right right) {
        return Set.copyOf(EnumSet.complementOf(EnumSet.of(right)));
    }

    /** Names are short: that of all rights would not fit. */
    private static String name(Set<Right> rights) {
        return rights.size() < Right.values().length - 1 ? words(rights).replace(", ", "-")
                : "no-" + words(Set.copyOf(EnumSet.complementOf(EnumSet.copyOf(rights))));
    }

    private static String words(Set<Right> rights) {
        return rights.stream().sorted().map(Right::word).collect(Collectors.joining(", "));
    }

    private FtpTestClient client(Set<Right> rights) throws IOException {
        var known = clients.get(rights);
        if (known == null) {
            known = FtpTestClient.connect(server.port()).login(name(rights));
            clients.put(rights, known);
        }
        return known;
    }

    @Test
    void a_command_is_done_with_the_rights_that_it_needs_and_refused_without_any_of_them() throws IOException {
        var wrong = new ArrayList<String>();
        for (var row : ROWS) {
            for (var rights : users()) {
                if (rights.size() == Right.values().length - 1 || rights.equals(row.needs())) {
                    verdict(row, rights).ifPresent(wrong::add);
                }
            }
        }

        assertEquals(List.of(), wrong);
    }

    private Optional<String> verdict(RightsRow row, Set<Right> rights) throws IOException {
        fillHome();
        var code = row.script().run(client(rights));
        var refused = code == 550 || code == 553;
        assertTrue(refused || code < 400, row + " as " + name(rights) + ": " + code);
        return refused == rights.containsAll(row.needs())
                ? Optional.of(row + (refused ? " refused to " : " done by ") + name(rights))
                : Optional.empty();
    }

    private void fillHome() throws IOException {
        var home = server.home();
        try (var all = Files.walk(home)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(home)) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectory(home.resolve("dir"));
        Files.writeString(home.resolve("file"), "hello");
        Files.writeString(home.resolve("other"), "hello");
    }

    @Test
    void every_command_that_takes_a_path_has_a_row() throws IOException {
        var without = new TreeSet<String>();
        try (var client = FtpTestClient.connect(server.port())) {
            for (var line : client.ask("HELP", 214).lines()) {
                for (var verb : line.strip().split(" ", -1)) {
                    if (verb.matches("[A-Z]+[A-Z0-9]*") && takesPath(client, verb)
                            && ROWS.stream().noneMatch(row -> row.verb().equals(verb))) {
                        without.add(verb);
                    }
                }
            }
        }

        assertEquals(Set.of(), without, "say in RightsRow which rights they need");
    }

    private static boolean takesPath(FtpTestClient client, String verb) throws IOException {
        client.send("HELP " + verb);
        return client.read().text().contains("<path>");
    }
}
