package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The example of RFC 8448 §4, whose client resumes a session, and sends early data. */
class KeyScheduleTest {

    private static final String SECRET = "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3";
    private static final String BINDER = "3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d";
    private static final int BOUND_OCTETS = 477;

    static final String HELLO = "010001fc03031bc3ceb6bbe39cff938355b5a50adb6db21b7a6af649d7b4bc419d7876487d95000006"
            + "130113031302010001cd0000000b0009000006736572766572ff01000100000a00140012001d001700180019010001010102"
            + "0103010400330026" + "0024001d0020e4ffb68ac05f8d96c99da26698346c6be16482badddafe051a66b4f18d668f0b"
            + "002a0000002b0003020304000d0020001e040305030603020308040805080604010501060102010402050206020202"
            + "002d00020101001c0002400100150057" + "00".repeat(87)
            + "002900dd00b800b22c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b0070ad3c498883c9367c"
            + "09a2be785abc55cd226097a3a982117283f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3664d4e"
            + "6da4d29ee03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9fbf297b5aea617"
            + "646fac5c03272e970727c621a79141ef5f7de6505e5bfbc388e93343694093934ae4d357fad6aacb" + "002120" + BINDER;

    private static byte[] hex(String octets) {
        return HexFormat.of().parseHex(octets);
    }

    private static KeySchedule schedule() {
        return new KeySchedule(Suite13.TLS_AES_128_GCM_SHA256, hex(SECRET));
    }

    @Test
    void the_binder_is_that_of_the_example() {
        var schedule = schedule();
        schedule.add(hex(HELLO), 0, BOUND_OCTETS);

        assertEquals(BINDER, HexFormat.of().formatHex(schedule.binder()));
    }

    @Test
    void a_secret_of_a_ticket_follows_from_its_nonce() {
        var master = hex("7df235f2031d2a051287d02b0241b0bfdaf86cc856231f2d5aba46c434ec196c");

        assertEquals(SECRET, HexFormat.of().formatHex(schedule().resumption(master, new byte[2])));
    }

    /** §3: without a ticket the first secret comes from zeros. */
    @Test
    void the_handshake_s_secrets_are_those_of_the_example() {
        var hkdf = new Hkdf(Suite13.TLS_AES_128_GCM_SHA256);
        var early = hkdf.extract(new byte[32], new byte[32]);
        assertEquals("33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a",
                HexFormat.of().formatHex(early));

        var nothing = hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var derived = hkdf.derive(early, "derived", nothing);
        assertEquals("6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba",
                HexFormat.of().formatHex(derived));

        var shared = hex("8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d");
        assertEquals("1dc826e93606aa6fdc0aadc12f741b01046aa6b99f691ed221a9f0ca043fbeac",
                HexFormat.of().formatHex(hkdf.extract(derived, shared)));
    }

    private static ByteBuffer record(byte[] message) {
        return ByteBuffer.allocate(5 + message.length).put((byte) 22).putShort((short) 0x0301)
                .putShort((short) message.length).put(message).flip();
    }

    /** With 0x2A, early data, in the place of padding's number the same hello would be taken. */
    @Test
    void a_hello_that_announces_early_data_is_left_to_openssl() {
        var hello = hex(HELLO);
        assertTrue(ResumingHello.read(record(hello)).isEmpty());

        var early = HELLO.indexOf("002a0000") / 2;
        hello[early + 1] = 0x7F;
        var read = ResumingHello.read(record(hello)).orElseThrow();

        assertEquals(BOUND_OCTETS, read.boundOctets());
        assertEquals(BINDER, HexFormat.of().formatHex(read.binder()));
        assertEquals(178, read.ticket().length);
        assertEquals(KeyAgreement.Group.X25519, read.group());
        assertTrue(read.offers(Suite13.TLS_AES_256_GCM_SHA384));
        assertTrue(read.protocols().isEmpty());
    }

    /** Nobody believes anything of it. */
    @Test
    void a_hello_that_ends_anywhere_is_left_to_openssl() {
        var hello = hex(HELLO);
        hello[HELLO.indexOf("002a0000") / 2 + 1] = 0x7F;
        for (var length = 0; length < hello.length; length++) {
            assertFalse(ResumingHello.read(record(Arrays.copyOf(hello, length))).isPresent(), "of " + length);
            assertFalse(ResumingHello.read(record(hello).limit(length)).isPresent(), "record of " + length);
        }
    }
}
