package dev.ftpsd.server.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;

/** Servers with two users, {@code alice} and {@code bob}, both with the password {@code secret} and a home of their own. */
public final class WireServer {

    private static final String SECRET =
            "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$dClvKSmj66n6MdMWNv3Go4mvH1Ym2WIGiJvquqa.mfE";

    private WireServer() {}

    /** Data in clear is taken; short timeouts. */
    public static TestServer start(Path directory) throws IOException {
        return start(directory, "", "");
    }

    /**
     * Starts one with more settings.
     *
     * @param data lines of the section data, indented by two
     * @param sections whole sections
     */
    public static TestServer start(Path directory, String data, String sections) throws IOException {
        Files.createDirectories(directory.resolve("bob"));
        return TestServer.start(directory, machine(data) + sections, users());
    }

    private static String machine(String data) {
        return """
                version: 1
                listeners:
                  - { name: optional, address: "::", port: 0, tls: optional }
                  - { name: required, address: "::", port: 0, tls: required }
                  - { name: implicit, address: "::", port: 0, tls: implicit }
                security: { login-delay: 0s, unknown-commands: 0 }
                data:
                  ports: "0"
                  protection: any
                """ + data;
    }

    private static String users() {
        return """
                version: 1
                users:
                """ + user("alice", "home") + user("bob", "bob");
    }

    private static String user(String name, String home) {
        return """
                  - name: %s
                    password: "%s"
                    home: %s
                    rights: [ { path: /, allow: full } ]
                    tls: { required: false }
                """.formatted(name, SECRET, home).indent(2).stripTrailing() + "\n";
    }
}
