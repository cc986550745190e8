package dev.ftpsd.tls.openssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * One key of the tickets, in native memory for OpenSSL and as {@link TicketSeal} for what is resumed without it. Unchanged once made; any
 * thread.
 */
final class TicketKey {

    /** RFC 5077 §4: by its name the server finds the key of a ticket. */
    static final int NAME_OCTETS = 16;

    /** OSSL_PARAM(3). */
    private static final StructLayout PARAMETER = MemoryLayout.structLayout(ADDRESS.withName("key"),
            JAVA_INT.withName("data_type"), MemoryLayout.paddingLayout(4), ADDRESS.withName("data"),
            JAVA_LONG.withName("data_size"), JAVA_LONG.withName("return_size"));
    private static final int UTF8_STRING = 4;
    private static final int OCTET_STRING = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Instant made;
    private final MemorySegment name;
    private final MemorySegment cipherKey;
    private final MemorySegment macParameters;
    private final TicketSeal seal;

    /** A random key. */
    TicketKey(Instant now) {
        // Freed when the last engine that could need it is gone.
        var memory = Arena.ofAuto();
        this.made = now;
        this.name = random(memory, NAME_OCTETS);
        this.cipherKey = random(memory, TicketCipher.KEY_OCTETS);
        this.macParameters = memory.allocate(PARAMETER, 3);
        var macKey = random(memory, TicketCipher.KEY_OCTETS);
        put(memory, 0, "key", OCTET_STRING, macKey);
        put(memory, 1, "digest", UTF8_STRING, memory.allocateFrom("SHA256"));
        // The third stays zero: the end of the list.
        this.seal = new TicketSeal(name.toArray(JAVA_BYTE), cipherKey.toArray(JAVA_BYTE), macKey.toArray(JAVA_BYTE));
    }

    private void put(Arena memory, int index, String key, int type, MemorySegment data) {
        var parameter = macParameters.asSlice(index * PARAMETER.byteSize(), PARAMETER);
        parameter.set(ADDRESS, 0, memory.allocateFrom(key));
        parameter.set(JAVA_INT, 8, type);
        parameter.set(ADDRESS, 16, data);
        parameter.set(JAVA_LONG, 24, type == UTF8_STRING ? data.byteSize() - 1 : data.byteSize());
    }

    private static MemorySegment random(Arena memory, int length) {
        var octets = new byte[length];
        RANDOM.nextBytes(octets);
        var segment = memory.allocateFrom(JAVA_BYTE, octets);
        Arrays.fill(octets, (byte) 0);
        return segment;
    }

    Instant made() {
        return made;
    }

    /** Sixteen octets that stand in clear in each ticket. */
    MemorySegment name() {
        return name;
    }

    /** What makes and opens whole tickets. */
    TicketSeal seal() {
        return seal;
    }

    /** Writes the name and a new vector for a ticket and prepares its encryption. */
    boolean encrypt(MemorySegment nameOfTicket, MemorySegment vector, MemorySegment cipher, MemorySegment mac) {
        nameOfTicket.copyFrom(name);
        var octets = new byte[TicketCipher.VECTOR_OCTETS];
        RANDOM.nextBytes(octets);
        vector.copyFrom(MemorySegment.ofArray(octets));
        return TicketCipher.encrypt(cipher, cipherKey, vector) && TicketCipher.authenticate(mac, macParameters);
    }

    /** Prepares the decryption of a ticket with this key's name. */
    boolean decrypt(MemorySegment vector, MemorySegment cipher, MemorySegment mac) {
        return TicketCipher.decrypt(cipher, cipherKey, vector) && TicketCipher.authenticate(mac, macParameters);
    }
}
