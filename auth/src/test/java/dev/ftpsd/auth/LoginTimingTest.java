package dev.ftpsd.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a refused login takes must not tell whether the user exists. */
class LoginTimingTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("203.0.113.7");

    private final UserDirectory users = UserDirectory
            .of(List.of(Users.named("acme").password(Users.CHEAP_HASH).record()));

    /** The waits are those of the name and the address, whoever the name is. */
    @Test
    void an_unknown_name_waits_as_long_as_a_wrong_password() {
        var throttle = new LoginThrottle(Duration.ofSeconds(1));
        for (var i = 0; i < 10; i++) {
            assertEquals(throttle.failed("acme", HERE), throttle.failed("nobody", HERE));
        }
    }

    /**
     * The long form: {@code -Dftpsd.login.samples=20000}. Known and unknown names take turns at random, and the ranks of
     * their times are compared (Mann and Whitney): where names do not matter, z is within 4 but for one run in 16,000.
     */
    @Test
    @EnabledIfSystemProperty(named = "ftpsd.login.samples", matches = "\\d+")
    void the_times_of_unknown_names_are_those_of_wrong_passwords() {
        var samples = Integer.getInteger("ftpsd.login.samples");
        var authenticator =
                new PasswordAuthenticator(() -> users, new HashQueue(1, 1, Duration.ofSeconds(9)),
                        InstantSource.system());
        var random = new Random(1);
        measure(authenticator, "acme", 2000);
        measure(authenticator, "nobody", 2000);

        record Sample(long nanos, boolean known) {}
        var all = new ArrayList<Sample>();
        for (var i = 0; i < samples; i++) {
            var known = random.nextBoolean();
            all.add(new Sample(measure(authenticator, known ? "acme" : "nobody", 1), known));
        }
        all.sort((left, right) -> Long.compare(left.nanos(), right.nanos()));
        var known = (double) all.stream().filter(Sample::known).count();
        var unknown = samples - known;
        var ranks = IntStream.range(0, samples).filter(i -> all.get(i).known()).mapToDouble(i -> i + 1.0).sum();
        var u = ranks - known * (known + 1) / 2;
        var z = (u - known * unknown / 2) / Math.sqrt(known * unknown * (samples + 1.0) / 12);

        System.out.printf("figure: %d refused logins: z = %.2f, known names slower in %.2f %% of pairs%n", samples, z,
                100 * u / known / unknown);
        assertTrue(Math.abs(z) < 4, "z = " + z);
    }

    private static long measure(Authenticator authenticator, String name, int times) {
        var begun = System.nanoTime();
        for (var i = 0; i < times; i++) {
            var verdict = authenticator
                    .withPassword(new Credentials.WithPassword(name, HERE, List.of(), Secret.of("wrong")));
            assertTrue(verdict instanceof Verdict.Rejected);
        }
        return System.nanoTime() - begun;
    }
}
