package dev.ftpsd.server.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which address PASV names to whom, and that it can be reached from there: in network namespaces, with a router between. */
@Needs({"curl", "ip", "iptables"})
final class AdvertisedAddressIT {

    private static final String MACHINE = """
            version: 1
            server: { state-dir: STATE, run-dir: RUN, public-host: 198.51.100.1 }
            listeners:
              - { name: explicit, address: "::", port: 2121, tls: required }
              - { name: implicit, address: "::", port: 2990, tls: implicit }
            security: { login-delay: 0s }
            admin: { http: { enabled: false } }
            reload: { watch: false }
            """;

    @TempDir
    Path directory;

    @Test
    void each_client_is_told_the_address_that_it_reaches() throws Exception {
        if (!Namespaces.canBeMade(directory)) {
            System.out.println("missing: network namespaces, which root alone can make (tests skipped: 1)");
            throw new TestAbortedException("missing: network namespaces");
        }
        var site = Site.make(directory);
        site.write("ftpsd.yaml", MACHINE.replace("STATE", site.state().toString())
                .replace("RUN", directory.resolve("run").toString()));
        Files.writeString(Files.createDirectories(site.home("alice")).resolve("file"), "content");
        try (var net = Namespaces.make(directory);
                var tree = RunningTree.start(site, net.launcher("srv", RunningTree.launcher()), Map.of())) {
            assertTold(net, "out", "198.51.100.1", "198,51,100,1");
            assertTold(net, "lan", "10.9.0.2", "10,9,0,2");
            assertTold(net, "srv", "10.9.0.2", "10,9,0,2");
            assertTold(net, "srv", "127.0.0.1", "127,0,0,1");
            // The gateway: all clients of a container seem to come from there, and are outside.
            var gateway =
                    net.in("rt", "sh", "-c", curl("10.9.0.2", "--quote NOOP --quote PASV --quote QUIT") + " || true");
            assertTrue(gateway.errors().contains("(198,51,100,1,8,74)"), gateway::toString);
            assertTrue(tree.log().contains("from=198.51.100.9"), tree.log());
            assertDoctor(net, site);
        }
    }

    /** The router does not lead those inside back in: the doctor says where it got no further, and is well by the inner way. */
    private static void assertDoctor(Namespaces net, Site site) throws Exception {
        var doctor = RunningTree.launcher() + " doctor --conf " + site.conf();
        var outer = net.in("srv", "sh", "-c", doctor + "; echo exit $?");
        assertTrue(outer.output().contains("PASV tells clients from outside 198.51.100.1"), outer::toString);
        assertTrue(outer.output().contains("problem  listener explicit, port 2121 at 198.51.100.1: "), outer::toString);
        assertTrue(outer.output().endsWith("2 problems\nexit 1\n"), outer::toString);

        // Where Docker runs, bridges pass frames to iptables too, and a frame never leaves by the port that it came by.
        net.in("rt", "sh", "-c", "cd /proc/sys/net/bridge && echo 0 > bridge-nf-call-iptables || true");
        net.in("rt", "iptables", "-t", "nat", "-A", "PREROUTING", "-i", "br0", "-d", "198.51.100.1", "-p", "tcp", "-j",
                "DNAT",
                "--to-destination", "10.9.0.2");
        net.in("rt", "iptables", "-t", "nat", "-A", "POSTROUTING", "-d", "10.9.0.2", "-p", "tcp", "-j", "MASQUERADE");
        var hairpin = net.in("srv", "sh", "-c", doctor + "; echo exit $?");
        assertTrue(hairpin.output().contains("EPSV: a listing over 198.51.100.1, port 2122, TLS session resumed"),
                hairpin::toString);
        assertTrue(hairpin.output().contains("PASV: a listing over 198.51.100.1, port 2122, TLS session resumed"),
                hairpin::toString);
        // Also the certificate, which was made for the public host.
        assertTrue(hairpin.output().endsWith("exit 0\n"), hairpin::toString);
    }

    /** Takes the address of PASV as it is, and gets the file from there. */
    private static void assertTold(Namespaces net, String from, String host, String told) throws Exception {
        var result = net.in(from, "sh", "-c", curl(host, ""));
        assertTrue(result.errors().contains("(" + told + ",8,74)"), result::toString);
        assertTrue(result.output().equals("content"), result::toString);
    }

    private static String curl(String host, String more) {
        return "curl --silent --show-error --verbose --insecure --ssl-reqd --user alice:secret --disable-epsv"
                + " --no-ftp-skip-pasv-ip --max-time 60 " + more + " ftp://" + host + ":2121/file";
    }
}
