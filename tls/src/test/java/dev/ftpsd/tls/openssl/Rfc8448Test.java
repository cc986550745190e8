package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Keys and records of the example in RFC 8448 §3, which both sides end with 50 octets of data and close_notify. */
class Rfc8448Test {

    private static final String CLIENT = "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5";
    private static final String SERVER = "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643";

    private static final String CLIENT_DATA = "1703030043a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8"
            + "a5b46b395bd54a9a20441e2b62974e1f5a6292a2977014bd1e3deae63aeebb21694915e4";
    private static final String CLIENT_END = "1703030013c9872760655666b74d7ff1153efd6db6d0b0e3";
    /** Behind a ticket. */
    private static final String SERVER_DATA =
            "17030300432e937e11ef4ac740e538ad36005fc4a46932fc3225d05f82aa1b36e30efaf97d"
                    + "90e6dffc602dcb501a59a8fcc49c4bf2e5f0a21c0047c2abf332540dd032e167c2955d";
    private static final String SERVER_END = "1703030013b58fd67166ebf599d24720cfbe7efa7a8864a9";

    private final MemorySegment memory = Arena.ofAuto().allocate(200);

    private static TrafficKeys keys(String secret) {
        return new TrafficKeys(Suite13.TLS_AES_128_GCM_SHA256, HexFormat.of().parseHex(secret));
    }

    private static byte[] data() {
        var octets = new byte[50];
        for (var at = 0; at < octets.length; at++) {
            octets[at] = (byte) at;
        }
        return octets;
    }

    private static MemorySegment hex(String octets) {
        return Arena.ofAuto().allocateFrom(JAVA_BYTE, HexFormat.of().parseHex(octets));
    }

    private String made(long length) {
        return HexFormat.of().formatHex(memory.asSlice(0, length).toArray(JAVA_BYTE));
    }

    @BeforeEach
    void load() {
        assertTrue(OpenSsl.problem().isEmpty(), () -> OpenSsl.problem().toString());
    }

    @Test
    void keys_follow_from_the_secrets() {
        assertEquals("9f02283b6c9c07efc26bb9f2ac92e356", HexFormat.of().formatHex(keys(SERVER).key()));
        assertEquals("cf782b88dd83549aadf1e984", HexFormat.of().formatHex(keys(SERVER).vector()));
        assertEquals("17422dda596ed5d9acd890e3c63f5051", HexFormat.of().formatHex(keys(CLIENT).key()));
        assertEquals("5b78923dee08579033e523d9", HexFormat.of().formatHex(keys(CLIENT).vector()));
    }

    @Test
    void our_records_are_those_of_the_server() {
        var writer = new RecordWriter(keys(SERVER), 1);
        var plain = Arena.ofAuto().allocateFrom(JAVA_BYTE, data());

        assertEquals(SERVER_DATA, made(writer.write(plain, memory)));
        assertEquals(SERVER_END, made(writer.closeNotify(memory)));
        writer.free();
    }

    @Test
    void the_records_of_the_client_are_opened() throws Exception {
        var reader = new RecordReader(keys(CLIENT), 0, () -> {});

        assertEquals(50, reader.read(hex(CLIENT_DATA), memory));
        assertArrayEquals(data(), memory.asSlice(0, 50).toArray(JAVA_BYTE));
        assertEquals(RecordReader.CLOSED, reader.read(hex(CLIENT_END), memory));
        reader.free();
    }

    @Test
    void each_record_has_its_number_and_its_side() {
        var cipher = RecordCipher.decrypting(keys(CLIENT));
        assertFalse(cipher.open(1, hex(CLIENT_DATA), memory));
        assertFalse(cipher.open(0, hex(SERVER_DATA), memory));
        assertFalse(cipher.open(0, hex(CLIENT_DATA.replace("e4", "e5")), memory));
        assertFalse(cipher.open(0, hex(CLIENT_DATA.replace("1703030043", "1703020043")), memory));
        assertTrue(cipher.open(0, hex(CLIENT_DATA), memory));
        cipher.free();
    }
}
