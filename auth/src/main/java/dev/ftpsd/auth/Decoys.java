package dev.ftpsd.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Chooses the hash that is computed for a name without one, so that its login takes as long as a real user's.
 *
 * <p>Users may have hashes of different cost, say an old bcrypt and a new Argon2id. One fixed decoy would mark
 * everybody whose login takes another time as a real user. So a name borrows the hash of some real user, chosen by a
 * keyed function: the same name gets the same one each time, the costs are spread as they are among the users, and
 * nobody outside can tell which name gets which. The result of the comparison is thrown away: a decoy lets nobody in.
 */
final class Decoys {

    private static final int KEY_LENGTH = 32;

    private final byte[] key = new byte[KEY_LENGTH];
    private final PasswordHash whereNobodyHasOne;

    Decoys(SecureRandom random) {
        random.nextBytes(key);
        this.whereNobodyHasOne = new Argon2idHasher(random).decoy();
    }

    /** Whether a name that does not exist seems to need a code, which is as often so as it is among the users. */
    boolean seemsToWantCode(String name, List<UserRecord> users) {
        return !users.isEmpty() && users.get(Math.floorMod(keyedHash(name), users.size())).proofs().wantsCode();
    }

    PasswordHash forName(String name, List<PasswordHash> hashes) {
        return hashes.isEmpty() ? whereNobodyHasOne : hashes.get(Math.floorMod(keyedHash(name), hashes.size()));
    }

    private int keyedHash(String name) {
        var function = new HMac(SHA256Digest.newInstance());
        function.init(new KeyParameter(key));
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        function.update(bytes, 0, bytes.length);
        var result = new byte[function.getMacSize()];
        function.doFinal(result, 0);
        return result[0] << 24 | (result[1] & 0xFF) << 16 | (result[2] & 0xFF) << 8 | (result[3] & 0xFF);
    }
}
