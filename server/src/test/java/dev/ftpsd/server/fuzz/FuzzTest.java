package dev.ftpsd.server.fuzz;

import java.nio.charset.StandardCharsets;

import dev.ftpsd.server.protocol.Printable;
import dev.ftpsd.server.support.FuzzTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * The short form: seeds, former findings, and mutations that are the same in every run; {@code -Dftpsd.fuzz.mutations=1000000} for
 * more.
 */
final class FuzzTest {

    private static final int MUTATIONS = Integer.getInteger("ftpsd.fuzz.mutations", 2000);

    private static final int MOST_SHOWN = 1000;

    @ParameterizedTest
    @EnumSource
    void every_input_is_dealt_with_as_promised(Target target) throws Exception {
        var tried = target.open();
        var seeds = target.seeds();
        assertFalse(seeds.isEmpty(), "nothing to begin with");
        for (var seed : seeds) {
            give(tried, seed);
        }
        var mutator = new Mutator(target.name().hashCode(), seeds);
        for (int i = 0; i < MUTATIONS; i++) {
            give(tried, mutator.next());
        }
    }

    private static void give(FuzzTarget target, byte[] input) {
        try {
            target.accept(input);
        } catch (Exception | AssertionError e) {
            var shown = new String(input, 0, Math.min(input.length, MOST_SHOWN), StandardCharsets.ISO_8859_1);
            throw new AssertionError("input of " + input.length + " octets: " + Printable.escape(shown), e);
        }
    }
}
