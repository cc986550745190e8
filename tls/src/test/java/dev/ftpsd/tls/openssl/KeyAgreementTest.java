package dev.ftpsd.tls.openssl;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.stream.IntStream;

import dev.ftpsd.tls.openssl.KeyAgreement.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A secret with a client whose key is Java's. */
class KeyAgreementTest {

    private static final int COORDINATE = 32;
    private static final int TURNS = 30_000;

    /** A number of 32 octets takes 80 with what malloc needs itself. */
    private static final long LEAST_LEAK_KIB = TURNS * 64 / 1024;

    private static KeyPair pair(Group group) throws Exception {
        var generator = KeyPairGenerator.getInstance(group == Group.X25519 ? "X25519" : "EC");
        if (group == Group.SECP256R1) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private static byte[] share(KeyPair pair) {
        if (pair.getPublic() instanceof XECPublicKey key) {
            return reversed(fixed(key.getU()));
        }
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var share = new byte[1 + 2 * COORDINATE];
        share[0] = 4;
        System.arraycopy(fixed(point.getAffineX()), 0, share, 1, COORDINATE);
        System.arraycopy(fixed(point.getAffineY()), 0, share, 1 + COORDINATE, COORDINATE);
        return share;
    }

    private static byte[] fixed(BigInteger number) {
        var octets = number.toByteArray();
        var from = Math.max(0, octets.length - COORDINATE);
        var all = new byte[COORDINATE];
        System.arraycopy(octets, from, all, COORDINATE - (octets.length - from), octets.length - from);
        return all;
    }

    private static byte[] reversed(byte[] octets) {
        var turned = new byte[octets.length];
        IntStream.range(0, octets.length).forEach(at -> turned[at] = octets[octets.length - 1 - at]);
        return turned;
    }

    /** What the client makes of our share. */
    private static byte[] secret(KeyPair own, byte[] share) throws Exception {
        var isX = own.getPublic() instanceof XECPublicKey;
        var agreement = javax.crypto.KeyAgreement.getInstance(isX ? "X25519" : "ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(isX
                ? KeyFactory.getInstance("X25519").generatePublic(
                        new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed(share))))
                : KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(
                        new ECPoint(new BigInteger(1, Arrays.copyOfRange(share, 1, 33)),
                                new BigInteger(1, Arrays.copyOfRange(share, 33, 65))),
                        ((ECPublicKey) own.getPublic()).getParams())),
                true);
        return agreement.generateSecret();
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void both_sides_come_to_the_same_secret_each_time_another_one(Group group) throws Exception {
        var client = pair(group);
        var before = new byte[0];
        for (var turn = 0; turn < 20; turn++) {
            var agreed = KeyAgreement.with(group, share(client)).orElseThrow();

            assertArrayEquals(secret(client, agreed.share()), agreed.secret());
            assertFalse(Arrays.equals(before, agreed.share()), "no key serves twice");
            before = agreed.share();
        }
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void a_secret_is_forgotten(Group group) throws Exception {
        var agreed = KeyAgreement.with(group, share(pair(group))).orElseThrow();

        agreed.forget();

        assertArrayEquals(new byte[COORDINATE], agreed.secret());
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    void nothing_is_left_of_good_shares_and_bad_ones(Group group) throws Exception {
        agree(group, TURNS / 3);
        var before = Alive.now(2);
        agree(group, TURNS);
        var after = Alive.now(2);

        assertTrue(after.nativeKib() - before.nativeKib() < LEAST_LEAK_KIB, "grown from " + before + " to " + after);
    }

    private static void agree(Group group, int turns) throws Exception {
        var good = share(pair(group));
        var bad = new byte[good.length];
        bad[0] = group == Group.SECP256R1 ? good[0] : 0;
        for (var turn = 0; turn < turns; turn++) {
            assertTrue(isTaken(group, good));
            assertFalse(isTaken(group, bad));
        }
    }

    /** Whoever sends one wants to learn of a key that serves several times, which none does. */
    @Test
    void a_point_that_is_not_on_the_curve_is_no_share() throws Exception {
        for (var at = 1; at < 65; at++) {
            var share = share(pair(Group.SECP256R1));
            share[at] ^= 1;
            assertEquals(isOnCurve(share), isTaken(Group.SECP256R1, share), "octet " + at);
        }
    }

    private static boolean isOnCurve(byte[] share) throws Exception {
        var curve = ((ECPublicKey) pair(Group.SECP256R1).getPublic()).getParams().getCurve();
        var prime = ((ECFieldFp) curve.getField()).getP();
        var x = new BigInteger(1, Arrays.copyOfRange(share, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(share, 33, 65));
        return y.pow(2).subtract(x.pow(3).add(curve.getA().multiply(x)).add(curve.getB())).mod(prime).signum() == 0;
    }

    private static boolean isTaken(Group group, byte[] share) {
        return KeyAgreement.with(group, share).isPresent();
    }

    /** The point at infinity, what is compressed, hybrid or too long, and coordinates that are no numbers of the field. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 6, 7, 5, 255})
    void a_point_of_another_form_is_no_share(int form) throws Exception {
        var share = share(pair(Group.SECP256R1));
        share[0] = (byte) form;
        assertFalse(isTaken(Group.SECP256R1, share));
        assertFalse(isTaken(Group.SECP256R1, Arrays.copyOf(share, 33)));
        assertFalse(isTaken(Group.SECP256R1, new byte[]{(byte) form}));
        Arrays.fill(share, (byte) 255);
        share[0] = 4;
        assertFalse(isTaken(Group.SECP256R1, share));
        Arrays.fill(share, 1, share.length, (byte) 0);
        assertFalse(isTaken(Group.SECP256R1, share));
    }

    /** RFC 7748 §6.1: the secret would be zero. */
    @Test
    void a_point_of_small_order_is_no_share() {
        for (var first : new byte[]{0, 1}) {
            var share = new byte[COORDINATE];
            share[0] = first;
            assertFalse(isTaken(Group.X25519, share));
        }
        assertFalse(isTaken(Group.X25519, new byte[31]));
        assertFalse(isTaken(Group.X25519, new byte[33]));
        var nine = new byte[COORDINATE];
        nine[0] = 9;
        assertTrue(isTaken(Group.X25519, nine));
    }
}
