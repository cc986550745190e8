package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders of one server below one temporary directory, none of them in the installation: {@code conf}, {@code state},
 * {@code run}, {@code homes}, and {@code elsewhere}, which the server is started from.
 *
 * @param directory empty at first
 */
record Site(Path directory) {

    /** The cheapest hash that is taken, of "secret": tests log in often. */
    private static final String SECRET =
            "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$dClvKSmj66n6MdMWNv3Go4mvH1Ym2WIGiJvquqa.mfE";

    /** One with the usual settings and with user {@code alice}, password {@code secret}. */
    static Site make(Path directory) throws IOException {
        for (var folder : List.of("conf", "homes", "elsewhere")) {
            Files.createDirectories(directory.resolve(folder));
        }
        var site = new Site(directory.toRealPath());
        return site.machine("").users(site.user("alice"));
    }

    /** Writes ftpsd.yaml: free ports, folders outside the installation, and {@code more} lines. */
    Site machine(String more) throws IOException {
        return machine(more, "20s");
    }

    /** The same with another {@code server.shutdown-grace}. */
    Site machine(String more, String grace) throws IOException {
        return write("ftpsd.yaml", """
                version: 1
                server: { state-dir: %s, run-dir: %s, shutdown-grace: %s }
                listeners:
                  - { name: explicit, address: "::", port: 0, tls: required }
                  - { name: implicit, address: "::", port: 0, tls: implicit }
                data: { ports: "0", claim-timeout: 1s }
                security: { login-delay: 0s }
                admin: { http: { enabled: false } }
                reload: { watch: false }
                """.formatted(state(), directory.resolve("run"), grace) + more);
    }

    /** Writes users.yaml with the given entries of its list. */
    Site users(String... users) throws IOException {
        return write("users.yaml", "version: 1\nusers:\n" + String.join("", users));
    }

    /** An entry of users.yaml: one with password {@code secret} who may do everything but chmod. */
    String user(String name) {
        return user(name, SECRET);
    }

    /** The same with the password of that hash. */
    String user(String name, String hash) {
        return """
                  - name: %s
                    password: "%s"
                    home: %s
                    rights: [ { path: /, allow: rw } ]
                """.formatted(name, hash, home(name));
    }

    /** Writes a file of the configuration. */
    Site write(String file, String text) throws IOException {
        Files.writeString(conf().resolve(file), text);
        return this;
    }

    Path conf() {
        return directory.resolve("conf");
    }

    Path state() {
        return directory.resolve("state");
    }

    /** What the user sees as root. */
    Path home(String user) {
        return directory.resolve("homes").resolve(user);
    }

    /** An empty directory that no server has anything to do with. */
    Path elsewhere() {
        return directory.resolve("elsewhere");
    }

    Path log() {
        return directory.resolve("log");
    }
}
