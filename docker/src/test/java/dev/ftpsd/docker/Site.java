package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of one server on this machine, to be mounted: {@code conf} and {@code data}, which any UID may write.
 *
 * @param directory empty at first
 * @param dataPort for data connections, the same inside and outside
 */
record Site(Path directory, int dataPort) {

    /** The cheapest hash that is taken, of "secret": tests log in often. */
    private static final String SECRET =
            "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$dClvKSmj66n6MdMWNv3Go4mvH1Ym2WIGiJvquqa.mfE";

    /** One with user {@code alice}, password {@code secret}, whose data connections must resume, and {@code bob}, whose need not. */
    static Site make(Path directory) throws IOException {
        var site = new Site(directory.toRealPath(), FreePort.any());
        Files.createDirectories(site.conf());
        Files.createDirectories(site.data());
        Files.setPosixFilePermissions(site.data(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(site.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return site.machine("").users(user("alice") + user("bob") + "    tls: { resumption: preferred }\n");
    }

    /** Writes ftpsd.yaml: the ports of the image but for data, and {@code more} lines. */
    Site machine(String more) throws IOException {
        return write("ftpsd.yaml", """
                version: 1
                server: { public-host: "${env:FTPSD_PUBLIC_HOST:-}", shutdown-grace: 20s }
                data: { ports: "%d", claim-timeout: 1s }
                security: { login-delay: 0s }
                reload: { interval: 500ms }
                """.formatted(dataPort) + more);
    }

    /** Writes users.yaml with these entries of its list. */
    Site users(String entries) throws IOException {
        return write("users.yaml", "version: 1\nusers:\n" + entries);
    }

    /** An entry of users.yaml: one with password {@code secret} who may do everything. */
    static String user(String name) {
        return """
                  - name: %s
                    password: "%s"
                    rights: [ { path: /, allow: full } ]
                """.formatted(name, SECRET);
    }

    /** Writes a file of the configuration, for everybody to read. */
    Site write(String file, String text) throws IOException {
        Files.writeString(conf().resolve(file), text);
        Files.setPosixFilePermissions(conf().resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        return this;
    }

    Path conf() {
        return directory.resolve("conf");
    }

    Path data() {
        return directory.resolve("data");
    }

    /** What the user sees as root, once logged in. */
    Path home(String user) {
        return data().resolve(user);
    }
}
