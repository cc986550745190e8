package dev.ftpsd.server.data;

import java.io.IOException;
import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class BindFailureTest {

    private static String message(int port, String cause) {
        return String.valueOf(new BindFailure("listeners.explicit", new InetSocketAddress("192.0.2.1", port),
                new IOException(cause)).getMessage());
    }

    @Test
    void a_port_in_use_is_to_be_freed_or_changed() {
        assertEquals(
                "listeners.explicit: cannot listen on 192.0.2.1 port 2121: Address already in use; stop what uses it"
                        + " or choose another port",
                message(2121, "Address already in use"));
    }

    @Test
    void a_port_below_1024_needs_a_privilege() {
        assertEquals("listeners.explicit: cannot listen on 192.0.2.1 port 21: bind(..) failed: Permission denied; ports"
                + " below 1024 need a privilege: choose one from 1024 on and let the firewall or the container map this"
                + " one to it, or give the server CAP_NET_BIND_SERVICE",
                message(21, "bind(..) failed: Permission denied"));
    }

    @Test
    void an_address_that_the_machine_does_not_have_is_to_be_one_that_it_has() {
        assertEquals("listeners.explicit: cannot listen on 192.0.2.1 port 2121: Cannot assign requested address; this"
                + " machine does not have the address 192.0.2.1: set the listener's address to one that it has, or to \"::\""
                + " for all", message(2121, "Cannot assign requested address"));
    }
}
