package dev.ftpsd.tls.contract;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

import dev.ftpsd.tls.DataEngine;
import dev.ftpsd.tls.MemoryClient;
import dev.ftpsd.tls.MemoryHandshake;
import dev.ftpsd.tls.TlsEngines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Data connections without tickets of their own. The JDK's client uses each ticket once, so that what it has can be counted. */
@ParameterizedClass
@EnumSource(Implementation.class)
class WithheldTicketsTest {

    @Parameter
    Implementation implementation;

    @TempDir
    Path state;

    private TlsEngines engines;

    @BeforeEach
    void openEngines() throws Exception {
        engines = implementation.open(state);
    }

    @Test
    void a_data_connection_leaves_its_client_no_ticket() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();

        var data = engines.newDataEngine();
        shakeHandsWithoutTicket(client.engine("a"), data);
        assertEquals(Optional.of(control.identity()), data.resumedIdentity());

        var next = engines.newDataEngine();
        new MemoryHandshake(client.engine("a"), next.engine()).complete();
        assertEquals(Optional.empty(), next.resumedIdentity());
    }

    @Test
    void a_fresh_ticket_of_the_control_connection_still_serves() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = engines.newControlEngine();
        var link = new MemoryHandshake(client.engine("a"), control.engine()).complete();

        shakeHandsWithoutTicket(client.engine("a"), engines.newDataEngine());
        control.issueTicket();
        link.deliver();
        var next = engines.newDataEngine();
        shakeHandsWithoutTicket(client.engine("a"), next);
        assertEquals(Optional.of(control.identity()), next.resumedIdentity());
    }

    @Test
    void a_ticket_before_the_file_serves_for_the_next_data_connection() throws Exception {
        var client = new MemoryClient("TLSv1.3");
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();

        var data = engines.newDataEngine();
        var receiving = client.engine("a");
        shakeHandsWithoutTicket(receiving, data);
        assertTrue(data.issueTicket());
        new MemoryHandshake(receiving, data.engine()).deliver();

        var next = engines.newDataEngine();
        shakeHandsWithoutTicket(client.engine("a"), next);
        assertEquals(Optional.of(control.identity()), next.resumedIdentity());
    }

    @Test
    void under_tls_1_2_nothing_is_withheld() throws Exception {
        var client = new MemoryClient("TLSv1.2");
        var control = engines.newControlEngine();
        new MemoryHandshake(client.engine("a"), control.engine()).complete();

        for (int i = 0; i < 3; i++) {
            var data = engines.newDataEngine();
            shakeHandsWithoutTicket(client.engine("a"), data);
            assertEquals(Optional.of(control.identity()), data.resumedIdentity());
        }
    }

    /** Withholds when the first bytes of the ServerHello have been made, as the pipeline does. */
    private static void shakeHandsWithoutTicket(SSLEngine client, DataEngine data) throws Exception {
        client.beginHandshake();
        pass(client, data.engine());
        var hello = wrap(data.engine());
        data.withholdTicket();
        while (hello.hasRemaining()) {
            if (unwrapOne(client, hello) == 0) {
                // It has to answer before it reads on.
                pass(client, data.engine());
            }
        }
        new MemoryHandshake(client, data.engine()).deliver();
    }

    private static void pass(SSLEngine from, SSLEngine to) throws Exception {
        unwrapAll(to, wrap(from));
    }

    private static ByteBuffer wrap(SSLEngine engine) throws Exception {
        var wire = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() * 2);
        engine.wrap(ByteBuffer.allocate(0), wire);
        return wire.flip();
    }

    private static void unwrapAll(SSLEngine engine, ByteBuffer wire) throws Exception {
        while (wire.hasRemaining()) {
            unwrapOne(engine, wire);
        }
    }

    private static int unwrapOne(SSLEngine engine, ByteBuffer wire) throws Exception {
        var result = engine.unwrap(wire, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return result.bytesConsumed();
    }
}
