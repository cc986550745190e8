package dev.ftpsd.auth;

import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id version 1.3 (RFC 9106) in the text form of the reference implementation.
 *
 * @param memory in KiB
 * @param passes over that memory
 * @param lanes part of the result; they are computed one after another here
 */
record Argon2id(int memory, int passes, int lanes, SaltedTag stored, String encoded) implements PasswordHash {

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=(\\d+)\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int VERSION = 19;
    private static final int LEAST_MEMORY_PER_LANE = 8; // RFC 9106 §3.1
    private static final int MOST_MEMORY = 256 * 1024;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;
    private static final long MOST_WORK = 2L * 1024 * 1024; // KiB times passes: 2 GiB written, some seconds
    // The cheapest of the five settings that OWASP calls equal is m=7168,t=5.
    private static final int ADVISED_MEMORY = 7 * 1024;
    private static final long ADVISED_WORK = 5L * ADVISED_MEMORY;

    static Argon2id parse(String text) {
        var fields = FORM.matcher(text);
        if (!fields.matches()) {
            throw HashText.malformed("argon2id", "$argon2id$v=19$m=..,t=..,p=..$salt$hash");
        }

        HashText.within(HashText.number(fields.group(1), "version"), VERSION, VERSION, "version");
        var lanes = HashText.within(HashText.number(fields.group(4), "p"), 1, MOST_LANES, "p (lanes)");
        var memory = HashText.within(HashText.number(fields.group(2), "m"), LEAST_MEMORY_PER_LANE * lanes, MOST_MEMORY,
                "m (memory in KiB)");
        var passes = HashText.within(HashText.number(fields.group(3), "t"), 1, MOST_PASSES, "t (passes)");
        var stored = HashText.saltedTag(fields.group(5), fields.group(6));
        var hash = new Argon2id(memory, passes, lanes, stored, text);
        if ((long) memory * passes > MOST_WORK) {
            throw HashText.tooExpensive(hash.cost());
        }
        return hash;
    }

    /** The function itself, for a new hash and for a comparison. */
    static byte[] compute(Argon2Parameters.Builder cost, byte[] salt, byte[] password, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(cost.withVersion(Argon2Parameters.ARGON2_VERSION_13).withSalt(salt).build());
        var result = new byte[length];
        generator.generateBytes(password, result);
        return result;
    }

    /** The cost as Bouncy Castle takes it. */
    static Argon2Parameters.Builder cost(int memory, int passes, int lanes) {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withMemoryAsKB(memory).withIterations(passes)
                .withParallelism(lanes);
    }

    @Override
    public boolean matches(Secret password) {
        return stored.matches(password,
                bytes -> compute(cost(memory, passes, lanes), stored.salt(), bytes, stored.tagLength()));
    }

    @Override
    public boolean weak() {
        return memory < ADVISED_MEMORY || (long) memory * passes < ADVISED_WORK;
    }

    @Override
    public String cost() {
        return "argon2id m=" + memory + ",t=" + passes + ",p=" + lanes;
    }

    @Override
    public String toString() {
        return cost();
    }
}
