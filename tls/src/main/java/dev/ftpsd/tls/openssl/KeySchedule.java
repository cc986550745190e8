package dev.ftpsd.tls.openssl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets of a handshake that resumes (RFC 8446 §7.1), from top to bottom, with the hash of its messages. What has been used up is
 * wiped. One thread at a time.
 */
final class KeySchedule {

    /** Empty ones, to be copied: a look for one costs as much as a derivation. */
    private static final Map<String, MessageDigest> DIGESTS = new ConcurrentHashMap<>();

    private final Suite13 suite;
    private final Hkdf hkdf;
    private final MessageDigest transcript;
    private final byte[] zeros;
    private final byte[] hashOfNothing;
    private byte[] secret;

    /** @param resumed what the session is resumed by (PSK) */
    KeySchedule(Suite13 suite, byte[] resumed) {
        this.suite = suite;
        this.hkdf = new Hkdf(suite);
        this.transcript = newDigest(suite);
        this.zeros = new byte[hkdf.octets()];
        this.hashOfNothing = transcript();
        this.secret = hkdf.extract(zeros, resumed);
    }

    private static MessageDigest newDigest(Suite13 suite) {
        return copy(DIGESTS.computeIfAbsent(suite.hash(), KeySchedule::find));
    }

    private static MessageDigest find(String hash) {
        try {
            return MessageDigest.getInstance(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + hash, e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every digest of Java's can be copied", e);
        }
    }

    /** Adds a message, or a part of one, to the transcript. */
    void add(byte[] messages, int offset, int length) {
        transcript.update(messages, offset, length);
    }

    void add(byte[] messages) {
        transcript.update(messages);
    }

    private byte[] transcript() {
        return copy(transcript).digest();
    }

    /** What must stand behind the part of the ClientHello that has been added (§4.2.11.2). */
    byte[] binder() {
        var key = hkdf.derive(secret, "res binder", hashOfNothing);
        var binder = finished(key);
        Arrays.fill(key, (byte) 0);
        return binder;
    }

    /** Goes on to the handshake's own secret, behind both hellos. */
    void agree(byte[] shared) {
        next(shared);
    }

    /** Goes on to the last secret. */
    void master() {
        next(zeros);
    }

    private void next(byte[] input) {
        var salt = hkdf.derive(secret, "derived", hashOfNothing);
        Arrays.fill(secret, (byte) 0);
        secret = hkdf.extract(salt, input);
        Arrays.fill(salt, (byte) 0);
    }

    /** What one side's keys come from, by its label in §7.1. */
    byte[] derive(String label) {
        return hkdf.derive(secret, label, transcript());
    }

    /** The content of a side's Finished (§4.4.4), under what {@link #derive} has given for it. */
    byte[] finished(byte[] side) {
        var key = hkdf.expand(side, "finished", hkdf.octets());
        var verified = hkdf.hmac(key, transcript());
        Arrays.fill(key, (byte) 0);
        return verified;
    }

    TrafficKeys keys(byte[] side) {
        return new TrafficKeys(suite, side);
    }

    /** What a session is resumed by (§4.6.1), under what {@link #derive} has given behind the client's Finished. */
    byte[] resumption(byte[] master, byte[] nonce) {
        return hkdf.expand(master, "resumption", nonce, hkdf.octets());
    }

    /** How long a Finished's content is. */
    int hashOctets() {
        return hkdf.octets();
    }

    /** Nobody needs it any more. */
    void forget() {
        Arrays.fill(secret, (byte) 0);
    }
}
