package dev.ftpsd.auth;

import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914) in the text form of passlib.
 *
 * @param logCost the binary logarithm of N
 * @param blockSize r
 * @param parallelization p; computed one after another
 */
record Scrypt(int logCost, int blockSize, int parallelization, SaltedTag stored, String encoded)
        implements
        PasswordHash {

    private static final Pattern FORM = Pattern
            .compile("\\$scrypt\\$ln=(\\d+),r=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int MOST_LOG_COST = 20;
    private static final int LEAST_BLOCK_SIZE = 2; // with r=1 N has a smaller bound of its own, and nobody uses it
    private static final int MOST_BLOCK_SIZE = 32;
    private static final int MOST_PARALLELIZATION = 16;
    private static final long MOST_MEMORY = 256L << 20; // bytes, 128 * N * r
    private static final long MOST_WORK = 2L << 30; // the same times p, some seconds
    // The cheapest of the settings that OWASP calls equal are ln=14,r=8,p=5 and ln=13,r=8,p=10.
    private static final long ADVISED_WORK = 128L * (1 << 13) * 8 * 10;

    static Scrypt parse(String text) {
        var fields = FORM.matcher(text);
        if (!fields.matches()) {
            throw HashText.malformed("scrypt", "$scrypt$ln=..,r=..,p=..$salt$hash");
        }

        var logCost = HashText.within(HashText.number(fields.group(1), "ln"), 1, MOST_LOG_COST, "ln");
        var blockSize = HashText.within(HashText.number(fields.group(2), "r"), LEAST_BLOCK_SIZE, MOST_BLOCK_SIZE, "r");
        var parallelization = HashText.within(HashText.number(fields.group(3), "p"), 1, MOST_PARALLELIZATION, "p");
        var stored = HashText.saltedTag(fields.group(4), fields.group(5));
        var hash = new Scrypt(logCost, blockSize, parallelization, stored, text);
        if (hash.memory() > MOST_MEMORY || hash.work() > MOST_WORK) {
            throw HashText.tooExpensive(hash.cost());
        }
        return hash;
    }

    @Override
    public boolean matches(Secret password) {
        return stored.matches(password, bytes -> SCrypt.generate(bytes, stored.salt(), 1 << logCost, blockSize,
                parallelization, stored.tagLength()));
    }

    @Override
    public boolean weak() {
        return work() < ADVISED_WORK;
    }

    @Override
    public String cost() {
        return "scrypt ln=" + logCost + ",r=" + blockSize + ",p=" + parallelization;
    }

    @Override
    public String toString() {
        return cost();
    }

    private long memory() {
        return (128L * blockSize) << logCost;
    }

    private long work() {
        return memory() * parallelization;
    }
}
