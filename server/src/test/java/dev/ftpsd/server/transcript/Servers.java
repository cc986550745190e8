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

    /** As permissive, with one algorithm for hashes of few bytes, and fewer commands, also behind SITE. */
    NARROW(TestServer.PERMISSIVE
            + "protocol: { hash: [SHA-1], hash-limit: 4B, site: [HELP, UTIME], commands-denied: [MKD, REIN, STAT] }\n"),

    /** As permissive, with all that is off by default: CCC, MODE Z; it is known as ftp.example.org. */
    GENEROUS(TestServer.PERMISSIVE + """
            server: { public-host: ftp.example.org }
            protocol: { ccc: true, mode-z: true }
            """),

    /** Data is protected, and nobody logs in without TLS: the default of a new installation. */
    STRICT(TestServer.PERMISSIVE.replace("protection: any", "protection: private")),

    /** As strict but for two: scanner's data may travel in clear, and plc knows no TLS at all. */
    MIXED(TestServer.PERMISSIVE.replace("protection: any", "protection: private")),

    /** As permissive, for clients that speak windows-1252 as well. */
    WESTERN(TestServer.PERMISSIVE + "protocol: { legacy-charset: windows-1252 }\n"),

    /** As permissive, for clients that speak windows-1251 as well. */
    RUSSIAN(TestServer.PERMISSIVE + "protocol: { legacy-charset: windows-1251 }\n"),

    /** As permissive, with texts of its own. */
    TEXTS(TestServer.PERMISSIVE);

    /** alice may do everything; reader only reads; dropper leaves files; appender adds to them; guarded needs TLS; careful protects data; camera is a device; disabled and expired may not in; hider does not see *.tmp; linked sees directories of elsewhere; tokyo's clients speak Shift_JIS, modern's nothing but UTF-8. */
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
              - name: appender
                password: PASSWORD
                rights: [ { path: /, allow: append-only } ]
                tls: { required: false }
              - name: guarded
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
              - name: careful
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false, protection: private }
              - name: small
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
                limits: { file-size: 8B }
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
              - name: hider
                password: PASSWORD
                rights: [ { path: /, allow: full, hide: ["*.tmp"] } ]
                tls: { required: false }
              - name: linked
                password: PASSWORD
                rights: [ { path: /, allow: full }, { path: /pub, allow: ro } ]
                links: [ { path: /pub, to: shared }, { path: /inbox, to: shared }, { path: /gone, to: nowhere } ]
                tls: { required: false }
              - name: jörg
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
              - name: tokyo
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
                legacy-charset: windows-31j
              - name: modern
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false }
                legacy-charset: ""
            anonymous: { enabled: true, home: home }
            """;

    private static final String IN_CLEAR = """
              - name: scanner
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { protection: any }
              - name: plc
                password: PASSWORD
                rights: [ { path: /, allow: full } ]
                tls: { required: false, protection: any }
            """;

    private final String machine;

    Servers(String machine) {
        this.machine = machine;
    }

    /** Starts it below a directory of its own. */
    TestServer start(Path directory) throws IOException {
        var own = Files.createDirectories(directory.resolve(name()));
        Files.writeString(Files.createDirectories(own.resolve("shared")).resolve("shared.txt"), "shared by all");
        if (this == TEXTS) {
            writeTexts(Files.createDirectories(own.resolve("conf/messages")));
        }
        var users = this == MIXED ? USERS.replace("anonymous:", IN_CLEAR + "anonymous:") : USERS;
        return TestServer.start(own, machine, users.replace("PASSWORD", TestServer.PASSWORD_HASH));
    }

    private static void writeTexts(Path messages) throws IOException {
        Files.writeString(messages.resolve("greeting.txt"), "Files for partners.\n{server} at {address}\n");
        Files.writeString(messages.resolve("login.txt"), "Hello {user} from {address}.\n");
        Files.writeString(messages.resolve("denied.txt"), "Not so.\nAsk {{us}.\n");
        Files.writeString(messages.resolve("farewell.txt"),
                "{user}: {files-in} in, {bytes-in} bytes; {files-out} out, {bytes-out} bytes; {duration}");
    }
}
