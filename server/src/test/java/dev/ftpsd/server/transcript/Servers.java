package dev.ftpsd.server.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.TestServer;

/** The servers that transcripts are played against. All have the same users, whose password is "secret". */
enum Servers {

    /** TLS is optional, for logins and data. */
    PERMISSIVE(TestServer.PERMISSIVE),

    /** As permissive, and connects to clients: PORT and EPRT. */
    ACTIVE(TestServer.PERMISSIVE.replace("data:\n", "data:\n  active: { enabled: true }\n")),

    /** Data is protected, and nobody logs in without TLS: the default of a new installation. */
    STRICT(TestServer.PERMISSIVE.replace("protection: any", "protection: private"));

    /** alice may do everything; reader only reads; dropper leaves files; guarded needs TLS; camera is a device; disabled and expired may not in. */
    private static final String USERS = """
            version: 1
            defaults:
              home: home
            users:
              - name: alice
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
              - name: reader
                password: PASSWORD
                rights: [ { path: /, allow: ro } ]
                tls: { required: false }
              - name: dropper
                password: PASSWORD
                rights: [ { path: /, allow: drop } ]
                tls: { required: false }
              - name: guarded
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
              - name: camera
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
                profile: device
              - name: homeless
                password: PASSWORD
                home: nowhere
                create-home: false
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
              - name: disabled
                password: PASSWORD
                enabled: false
                tls: { required: false }
              - name: expired
                password: PASSWORD
                valid-until: "2020-01-01T00:00Z"
                tls: { required: false }
            anonymous: { enabled: true, home: home }
            """;

    private final String machine;

    Servers(String machine) {
        this.machine = machine;
    }

    /** Starts it below a directory of its own. */
    TestServer start(Path directory) throws IOException {
        var own = Files.createDirectories(directory.resolve(name()));
        return TestServer.start(own, machine, USERS.replace("PASSWORD", TestServer.PASSWORD_HASH));
    }
}
