package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.config.DataSettings;
import dev.ftpsd.server.config.LimitSettings;
import dev.ftpsd.server.config.PortSet;
import dev.ftpsd.server.data.proxy.Proxies;
import dev.ftpsd.server.protocol.ProtectionLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** A connection may wait in the kernel, and its client give it up, until the server comes to accept it. */
final class ArrivalTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static DataSettings settings() {
        var defaults = DataSettings.DEFAULTS;
        return new DataSettings(PortSet.of(0), List.of(), defaults.active(), defaults.resumption(),
                DataSettings.Protection.ANY, List.of(), LONG, LONG, LONG, defaults.uploadCloseNotify());
    }

    /** Its end would be that of an empty file, which replaces what is there. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void one_that_was_given_up_before_the_claim_was_made_is_not_the_claim_s() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var transport = Transport.best();
                var ports = PassivePorts.bind(transport, List.of(loopback), ArrivalTest::settings,
                        LimitSettings.DEFAULTS, new DataTls(NoEngines::new, Runnable::run, () -> LONG, Counts.NONE),
                        Proxies.NONE)) {
            var port = ports.ports().getFirst();
            var busy = new CountDownLatch(1);
            transport.loops().forEach(loop -> loop.execute(() -> await(busy)));
            new Socket(loopback, port).close();
            Thread.sleep(200);

            var claim = ports.lease(LocalClient.inClear());
            try (var own = new Socket(loopback, port)) {
                own.getOutputStream().write("whole".getBytes(US_ASCII));
                own.shutdownOutput();
                busy.countDown();

                try (var channel = claim.open(ProtectionLevel.CLEAR)) {
                    assertEquals(5, channel.receive(ByteBuffer.allocate(100)));
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
