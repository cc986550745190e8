package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import dev.ftpsd.server.config.TlsConfig.HostKeys;
import dev.ftpsd.server.config.TlsConfig.KeyPaths;
import dev.ftpsd.tls.HostName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Keys that are right one by one, but not together. */
class CrossCheckTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    @Test
    void two_listeners_share_neither_name_nor_port() throws Exception {
        conf.machine("""
                listeners:
                  - { name: a, port: 21 }
                  - { name: a, port: 21 }
                """);
        assertEquals(List.of("ftpsd.yaml:4:13 listeners[1].name: another listener has this name, at line 3",
                "ftpsd.yaml:4:22 listeners[1].port: port 21 is the listener \"a\"'s"), conf.problems());
    }

    @Test
    void two_addresses_may_have_listeners_on_the_same_port() throws Exception {
        conf.machine("""
                listeners:
                  - { name: a, port: 21, address: 127.0.0.1 }
                  - { name: b, port: 21, address: 127.0.0.2 }
                """);
        assertEquals(List.of(), conf.problems());
    }

    @Test
    void port_zero_is_free_however_often_it_is_asked_for() throws Exception {
        conf.machine("""
                listeners: [{ name: a, port: 0 }, { name: b, port: 0 }]
                data: { ports: "0" }
                admin: { http: { port: 0 } }
                """);
        assertEquals(List.of(), conf.problems());
    }

    @Test
    void a_data_port_is_not_a_listeners_port() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:16 data.ports: port 2121 is the listener \"explicit\"'s"),
                conf.machine("data: { ports: \"2120-2122\" }").problems());
    }

    @Test
    void nothing_connects_from_a_port_that_is_listened_on() throws Exception {
        conf.machine("""
                listeners:
                  - { name: a, port: 21 }
                  - { name: b, port: 22 }
                  - { name: c, port: 2123 }
                data: { active: { enabled: true, source-port: control-1 } }
                """);
        assertEquals(List.of(
                "ftpsd.yaml:6:47 data.active.source-port: one below the listener \"b\"'s port is 21, "
                        + "which is the listener \"a\"'s",
                "ftpsd.yaml:6:47 data.active.source-port: one below the listener \"c\"'s port is 2122, "
                        + "which is one of data.ports"),
                conf.problems());
    }

    @Test
    void nothing_connects_from_there_where_active_mode_is_off_or_the_address_is_another() throws Exception {
        conf.machine("""
                listeners: [{ name: a, port: 21 }, { name: b, port: 22 }]
                data: { active: { source-port: control-1 } }
                """);
        assertEquals(List.of(), conf.problems());
        conf.machine("""
                listeners: [{ name: a, port: 21, address: 127.0.0.1 }, { name: b, port: 22, address: 127.0.0.2 }]
                data: { active: { enabled: true, source-port: control-1 } }
                """);
        assertEquals(List.of(), conf.problems());
    }

    @Test
    void the_http_port_is_nobody_elses() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:24 admin.http.port: port 2122 is one of data.ports"),
                conf.machine("admin: { http: { port: 2122 } }").problems());
    }

    @Test
    void a_server_without_listeners_is_refused() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:12 listeners: at least one listener is needed"),
                conf.machine("listeners: []").problems());
    }

    @Test
    void client_certificates_need_somebody_who_signs_them() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:28 tls.client-certificate: needs client-ca: "
                + "the file of the authorities that sign client certificates"),
                conf.machine("tls: { client-certificate: wanted }").problems());
    }

    @Test
    void a_key_without_a_certificate_is_told() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:13 tls.key: is set but certificate is not: name the certificate that it "
                + "belongs to"), conf.machine("tls: { key: a.pem }").problems());
    }

    @Test
    void each_certificate_of_a_list_has_its_key_or_none_has() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:48 tls.key: names 1 and certificate 2: name the key of each certificate, in "
                + "the same order"), conf.machine("tls: { certificate: [rsa.pem, ecdsa.pem], key: a.key }").problems());
    }

    @Test
    void two_certificates_and_hosts_reach_their_records() throws Exception {
        var tls = conf.machine("""
                tls:
                  certificate: [rsa.pem, ecdsa.pem]
                  key: [rsa.key, ecdsa.key]
                  hosts: [{ name: "*.Example.org", certificate: wild.p12 }]
                """).load().settings().tls();

        assertEquals(List.of(new KeyPaths(Path.of("rsa.pem"), Path.of("rsa.key")),
                new KeyPaths(Path.of("ecdsa.pem"), Path.of("ecdsa.key"))), tls.keys());
        assertEquals(List.of(new HostKeys(new HostName("*.example.org"),
                List.of(new KeyPaths(Path.of("wild.p12"), Path.of("wild.p12"))))), tls.hosts());
    }

    @Test
    void a_host_needs_a_name_and_a_certificate() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:24 tls.hosts[0].name: \"192.0.2.1\" is not a host name, such as "
                + "ftp.example.org or *.example.org",
                "ftpsd.yaml:3:10 tls.hosts[1].certificate: is missing: name the file with the certificate of this host"),
                conf.machine("tls: { hosts: [{ name: 192.0.2.1, certificate: a.pem },\n         { name: a.example }] }")
                        .problems());
    }

    @Test
    void a_value_that_its_record_refuses_is_told_with_the_section() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:9 limits: command-length must be 512 to 65536, not 5",
                "ftpsd.yaml:3:9 reload: interval must be longer than 0s"),
                conf.machine("limits: { command-length: 5 }\nreload: { interval: 0s }").problems());
    }

    @Test
    void a_listener_without_tls_brings_a_warning() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:38 listeners[0].tls: passwords and files may cross the network in clear"),
                conf.machine("listeners: [{ name: a, port: 1, tls: off }]").warnings());
    }

    @Test
    void a_from_rule_allows_or_denies_but_not_both() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:40 listeners[0].from[0]: needs either allow or deny"),
                conf.machine("listeners: [{ name: a, port: 1, from: [{ allow: 10.0.0.1, deny: 10.0.0.2 }] }]")
                        .problems());
    }
}
