package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Addresses for clients. */
final class AdvertiseSettingsTest {

    private final ConfFolder conf;

    AdvertiseSettingsTest(@TempDir Path folder) throws Exception {
        this.conf = new ConfFolder(folder);
    }

    @Test
    void the_address_that_means_every_address_is_none_for_clients() throws Exception {
        conf.machine(
                "server: { public-host: 0.0.0.0 }\ndata: { advertise: [ { clients: [10.0.0.0/8], host: \"::\" } ] }\n");

        assertEquals(
                List.of("ftpsd.yaml:2:24 server.public-host: no client can connect to 0.0.0.0: name the address that"
                        + " clients reach",
                        "ftpsd.yaml:3:53 data.advertise[0].host: no client can connect to ::: name the address"
                                + " that these clients reach"),
                conf.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ftp.example.org", "ftp.example.org:2121", "ftp.example.org/", "192.0.2.1:21", "[::1]",
                    "ftp example", "*.example.org", "192.0.2.0/24", "10:30", "192.0.2", "a..b", "user@ftp.example.org"})
    void what_is_no_host_is_refused_with_what_to_write(String host) throws Exception {
        var words = ": \"" + host
                + "\" is not a host: write ftp.example.org or 203.0.113.7, without https://, port and path";

        assertEquals(List.of("ftpsd.yaml:2:24 server.public-host" + words),
                conf.machine("server: { public-host: \"" + host + "\" }\n").problems());
        assertEquals(List.of("ftpsd.yaml:2:53 data.advertise[0].host" + words), conf
                .machine("data: { advertise: [ { clients: [10.0.0.0/8], host: \"" + host + "\" } ] }\n").problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp.example.org", "FTP.example.org.", "nas", "ftp_1.internal", "203.0.113.7"})
    void a_name_and_an_address_of_ipv4_are_hosts(String host) throws Exception {
        conf.machine("server: { public-host: " + host + " }\ndata: { advertise: [ { clients: 10.0.0.0/8, host: " + host
                + " }, { clients: 10.0.0.0/8, host: local } ] }\n");

        assertEquals(List.of(), conf.warnings());
        assertEquals(host, conf.load().settings().server().publicHost());
    }

    @Test
    void a_name_in_other_letters_is_written_as_name_servers_know_it() throws Exception {
        assertEquals("xn--bcher-kva.example",
                conf.machine("server: { public-host: bücher.example }\n").load().settings().server().publicHost());
    }

    @Test
    void an_address_that_pasv_cannot_tell_is_warned_of() throws Exception {
        assertEquals(
                List.of("ftpsd.yaml:2:24 server.public-host: PASV cannot tell an IPv6 address: name one of IPv4, or a"
                        + " name that has one; EPSV needs none"),
                conf.machine("server: { public-host: \"2001:db8::1\" }\n").warnings());
    }
}
