package dev.ftpsd.tls.openssl;

import java.nio.file.Path;

import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.SessionIdentity;
import dev.ftpsd.tls.contract.Implementation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Secrets are told of transfers that are likely to be long, and of no others. */
class LongTransfersTest extends WithDataConnection {

    private boolean areTold() {
        return connection().secrets().ofServer(server().getSession().getCipherSuite()).isPresent();
    }

    @Test
    void the_first_is_taken_to_be_long_and_each_later_one_to_be_as_the_last(@TempDir Path state) throws Exception {
        var engines = Implementation.OPENSSL.open(state);
        var memory = new MemoryClient("TLSv1.3");
        try (var control = engines.newControlEngine()) {
            var link = new MemoryHandshake(memory.engine("a"), control.engine()).complete();

            var wasLong = true;
            for (var isLong : new boolean[]{false, false, true, true, false}) {
                var data = transfer(engines, memory);
                assertEquals(wasLong, areTold());
                assertEquals(wasLong, connection().answers().isTelling());
                wasLong = isLong;
                assertTrue(control.issueTicket());
                link.deliver();
                if (isLong) {
                    data.onSocket().orElseThrow().close();
                }
            }
        }
    }

    /** There the secret would be the control connection's, too. */
    @Test
    void before_tls_1_3_nothing_is_told() throws Exception {
        connect("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

        assertTrue(data().resumedIdentity().isPresent());
        assertFalse(connection().answers().isTelling());
    }

    @Test
    void nothing_is_kept_of_a_control_connection_that_has_gone() {
        var transfers = new LongTransfers();
        var one = SessionIdentity.random();
        transfers.begin(one);
        assertTrue(transfers.isNext(one));
        transfers.end(one);
        transfers.was(one, true);

        assertFalse(transfers.isNext(one));
        assertEquals(0, transfers.count());
    }
}
