package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
