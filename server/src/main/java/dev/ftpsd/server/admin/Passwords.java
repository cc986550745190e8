package dev.ftpsd.server.admin;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.yaml.Utf8;

/** Where a command takes a password from; never from its arguments, which every user of the machine can see. */
final class Passwords {

    private Passwords() {}

    /** The first line of standard input if that is wanted, else what is typed at a prompt; empty without either. */
    static Optional<Secret> read(boolean fromInput) throws IOException {
        if (fromInput) {
            return Optional.of(firstLine());
        }
        return terminal().flatMap(console -> {
            var typed = console.readPassword("Password (empty: one is made): ");
            return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new Secret(typed));
        });
    }

    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** The first line of standard input; empty where there is none. */
    static Secret firstLine() throws IOException {
        var first = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return Secret.of(first == null ? "" : Utf8.withoutMark(first));
    }
}
