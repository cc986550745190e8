package dev.ftpsd.tls.openssl;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and opens tickets as OpenSSL does with the same {@link TicketKey}, so that each takes what the other made: name, vector, AES-256-CBC,
 * and HMAC-SHA-256 over all of it (RFC 5077 §4). Any thread.
 */
final class TicketSeal {

    private static final int MAC_OCTETS = 32;
    private static final int HEAD_OCTETS = TicketKey.NAME_OCTETS + TicketCipher.VECTOR_OCTETS;
    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String MAC = "HmacSHA256";

    /** To look for them costs more than a ticket does. */
    private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(Tools::find);

    private final byte[] name;
    private final SecretKeySpec cipherKey;
    private final SecretKeySpec macKey;

    /** @param cipherKey and {@code macKey} are wiped: the copies that stay are those that Java's ciphers are given */
    TicketSeal(byte[] name, byte[] cipherKey, byte[] macKey) {
        this.name = name;
        this.cipherKey = new SecretKeySpec(cipherKey, "AES");
        this.macKey = new SecretKeySpec(macKey, MAC);
        Arrays.fill(cipherKey, (byte) 0);
        Arrays.fill(macKey, (byte) 0);
    }

    private record Tools(Cipher cipher, Mac mac) {

        static Tools find() {
            try {
                return new Tools(Cipher.getInstance(CIPHER), Mac.getInstance(MAC));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + CIPHER + " and " + MAC, e);
            }
        }
    }

    /** A ticket with this session in it. */
    byte[] seal(byte[] session) {
        try {
            var vector = new byte[TicketCipher.VECTOR_OCTETS];
            RANDOM.nextBytes(vector);
            var cipher = TOOLS.get().cipher();
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(vector));
            var hidden = cipher.doFinal(session);
            var ticket = ByteBuffer.allocate(HEAD_OCTETS + hidden.length + MAC_OCTETS)
                    .put(name).put(vector).put(hidden);
            return ticket.put(mac(ticket.array(), ticket.position())).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every key is one of " + CIPHER, e);
        }
    }

    /** The session in a ticket of this key; empty for one that has been changed. The caller wipes it. */
    Optional<byte[]> open(byte[] ticket) {
        var hidden = ticket.length - HEAD_OCTETS - MAC_OCTETS;
        if (hidden <= 0 || !MessageDigest.isEqual(mac(ticket, HEAD_OCTETS + hidden),
                Arrays.copyOfRange(ticket, HEAD_OCTETS + hidden, ticket.length))) {
            return Optional.empty();
        }
        try {
            var cipher = TOOLS.get().cipher();
            cipher.init(Cipher.DECRYPT_MODE, cipherKey,
                    new IvParameterSpec(ticket, TicketKey.NAME_OCTETS, TicketCipher.VECTOR_OCTETS));
            return Optional.of(cipher.doFinal(ticket, HEAD_OCTETS, hidden));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] ticket, int octets) {
        try {
            var mac = TOOLS.get().mac();
            mac.init(macKey);
            mac.update(ticket, 0, octets);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every key is one of " + MAC, e);
        }
    }
}
