package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A listener behind a proxy. */
final class ProxySettingsTest {

    private final ConfFolder conf;

    ProxySettingsTest(@TempDir Path folder) throws Exception {
        this.conf = new ConfFolder(folder);
    }

    @Test
    void a_listener_behind_a_proxy_that_nobody_names_is_a_mistake() throws Exception {
        conf.machine("listeners: [{ name: a, port: 2121, tls: required, proxy-protocol: required }]\n");

        assertEquals(List.of("ftpsd.yaml:2:67 listeners[0].proxy-protocol: nobody could connect: name the addresses of"
                + " the proxies in proxy-from"), conf.problems());
    }

    @Test
    void one_whose_proxies_are_named_is_none() throws Exception {
        conf.machine("listeners: [{ name: a, port: 2121, tls: required, proxy-protocol: required,"
                + " proxy-from: [192.0.2.0/24, \"2001:db8::/32\"] }]\n");

        assertEquals(List.of(), conf.problems());
    }
}
