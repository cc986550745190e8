package dev.ftpsd.docker;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Clients in a container of another network: the server sees one address for all of them, its gateway, and tells their data
 * connections on the one port apart by the sessions that they resume.
 */
@NeedsEngine
final class NatIT {

    private static final Pattern FROM = Pattern.compile(" login session=\\d+ from=(\\S+) user=\"(alice|bob)\"");
    private static final int SESSIONS = 12;

    @TempDir
    static Path directory;

    private static Site site = new Site(Path.of(""), new Site.Ports(0, 0, 0));
    private static Server server = Server.plain();
    private static Client client = new Client();

    @BeforeAll
    static void start() throws Exception {
        site = Site.make(directory);
        client = Client.start();
        server = Server.of(site).with("FTPSD_PUBLIC_HOST", client.host()).start();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /**
     * curl 8.14 forgets close_notify where its socket has no room for it, waits for the server's in vain and says so; such a file it
     * has to send again, and no other.
     */
    @Test
    void curls_that_run_at_once_behind_one_address_get_each_its_own_file() throws Exception {
        client.write("/tmp/many.sh", """
                set -eu
                at=$1
                ftps() { curl -v -sS -k --ssl-reqd --user alice:secret "$@"; }
                send() {
                  ftps -T sent.$1 ftp://$at/many/$1 --ftp-create-dirs 2> said.$1 && return
                  cat said.$1 >&2
                  grep -q 'shutdown timeout' said.$1 && ftps -T sent.$1 ftp://$at/many/$1
                }
                mkdir -p /tmp/curl && cd /tmp/curl
                for n in $(seq %d); do
                  ( head -c 300000 /dev/urandom > sent.$n
                    send $n && ftps -o got.$n ftp://$at/many/$n && cmp sent.$n got.$n && echo same ) &
                done
                wait
                """.formatted(SESSIONS));

        var said = client.shell("sh /tmp/many.sh " + at());

        assertEquals("same\n".repeat(SESSIONS), said.getStdout(), said::getStderr);
        assertAllLookAlike();
    }

    @Test
    void lftp_and_python_transfer_through_the_gateway() throws Exception {
        var lftp = client.succeeds("""
                echo from-lftp > /tmp/l.txt && lftp -c 'set ssl:verify-certificate no; set ftp:ssl-force yes;
                set net:max-retries 1; open -u alice,secret ftp://%s; put /tmp/l.txt; cls -1 l.txt; cat l.txt'
                """.formatted(at()));
        assertTrue(lftp.contains("l.txt") && lftp.contains("from-lftp"), lftp);

        client.write("/tmp/p.py", """
                import ftplib, io, sys
                host, port = sys.argv[1].split(':')
                ftp = ftplib.FTP_TLS(timeout=30)
                ftp.connect(host, int(port))
                ftp.login('bob', 'secret')
                ftp.prot_p()
                ftp.storbinary('STOR p.txt', io.BytesIO(b'from-python'))
                ftp.retrbinary('RETR p.txt', lambda part: print(part.decode()))
                ftp.quit()
                """);
        assertEquals("from-python\n", client.succeeds("python3 /tmp/p.py " + at()));
        assertAllLookAlike();
    }

    /** What PASV names is where the client can go: outside by public-host, inside by the container's own address. */
    @Test
    void the_passive_address_is_right_outside_the_network_and_inside() throws Exception {
        var outside = client.shell(
                "curl -v -sS -k --ssl-reqd --disable-epsv --ftp-skip-pasv-ip --user alice:secret ftp://" + at() + "/");
        assertTrue(outside.getStderr().contains("227 Entering Passive Mode ("
                + client.host().replace('.', ',') + ","), outside::getStderr);
        assertEquals(0,
                client.shell("curl -sS -k --ssl-reqd --disable-epsv --no-ftp-skip-pasv-ip --user alice:secret ftp://"
                        + at() + "/").getExitCode());
    }

    private static String at() {
        return client.host() + ":" + site.ports().explicit();
    }

    private static void assertAllLookAlike() {
        var addresses = FROM.matcher(server.log()).results().map(login -> String.valueOf(login.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(1, addresses.size(), addresses::toString);
    }
}
