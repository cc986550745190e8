package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HexFormat;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.support.NothingLost;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A ClientHello that comes octet by octet, from somebody who never logs in. */
@ExtendWith(NothingLost.class)
final class SplitHelloTest {

    /** A record of 16 KiB, in it a ClientHello that is longer. */
    private static final byte[] BEGINNING = HexFormat.of().parseHex("160301400001007000");
    private static final int OCTETS = 10_000;

    /** One that thinks that it has an address. */
    private static final class Connection extends EmbeddedChannel {

        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 2122);
        }
    }

    /** Each octet costs what it costs to put it behind the others; not a walk through all that came before. */
    @Test
    void costs_the_event_loop_no_more_than_its_octets() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            var channel = new Connection();
            var pending = new PendingData(0, 0);
            var tls = new DataTls(() -> {
                throw new AssertionError("no hello is whole");
            }, Runnable::run, () -> Duration.ZERO, Counts.NONE);
            channel.pipeline().addLast(new DataIdentifier(new ClaimTable(pending, () -> true), pending, tls,
                    new DataHandler(channel), InetAddress.getLoopbackAddress()));
            channel.pipeline().fireChannelActive();
            channel.writeInbound(Unpooled.directBuffer().writeBytes(BEGINNING));
            for (int i = 0; i < OCTETS; i++) {
                channel.writeInbound(Unpooled.directBuffer(1).writeByte(0));
            }
            assertTrue(channel.isActive(), "it may still become a ClientHello");
            channel.close();
        });
    }
}
