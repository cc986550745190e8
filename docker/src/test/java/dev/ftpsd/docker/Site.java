package dev.ftpsd.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of one server on this machine, to be mounted: {@code conf} and {@code data}, which any UID may write.
 *
 * @param directory empty at first
 * @param ports where its server is reached
 */
record Site(Path directory, Ports ports) {

    /**
     * Published ports of this machine, free when they were chosen.
     *
     * @param explicit where TLS begins with AUTH
     * @param implicit where TLS begins at once
     * @param data for data connections, the same inside and outside
     */
    record Ports(int explicit, int implicit, int data) {

        static Ports free() {
            return new Ports(FreePort.any(), FreePort.any(), FreePort.any());
        }
    }

    /** The cheapest hash that is taken, of "secret": tests log in often. */
    private static final String SECRET =
            "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$dClvKSmj66n6MdMWNv3Go4mvH1Ym2WIGiJvquqa.mfE";

    /** One with user {@code alice}, password {@code secret}, whose data connections must resume, and {@code bob}, whose need not. */
    static Site make(Path directory) throws IOException {
        var site = new Site(directory.toRealPath(), Ports.free());
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
                """.formatted(ports.data) + more);
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

    /** The owner of its folders, as {@code docker run --user} takes it; the image's user where that is root. */
    String owner() throws IOException {
        var uid = (int) Files.getAttribute(directory, "unix:uid");
        return (uid == 0 ? 10001 : uid) + ":0";
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
