package dev.ftpsd.auth;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The hashes of {@code /etc/shadow}, of ProFTPD's AuthUserFile and of Pure-FTPd's pureftpd.passwd. */
class ShaCryptTest {

    private static final String TAG_256 = "$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";
    private static final String TAG_512 = "$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNj"
            + "nQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1";

    private static void matchesAlone(String password, String encoded) {
        var hash = PasswordHash.parse(encoded);

        assertTrue(hash.matches(Secret.of(password)));
        assertFalse(hash.matches(Secret.of(password + "x")));
        assertFalse(hash.matches(Secret.of("")));
        assertEquals(encoded, hash.encoded());
    }

    /** The vectors of the specification; its last, of ten rounds, is written with the thousand that were computed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello world! | $5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5
            Hello world! | $5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA
            This is just a test | $5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5
            a very much longer text to encrypt.  This one even stretches over morethan one line. | $5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1
            we have a short salt string but not a short password | $5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/
            a short string | $5$rounds=123456$asaltof16chars..$gP3VQ/6X7UUEW3HkBn2w1/Ptq2jxPyzV/cZKmF/wJvD
            the minimum number is still observed | $5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC
            Hello world! | $6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1
            Hello world! | $6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.
            This is just a test | $6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0
            a very much longer text to encrypt.  This one even stretches over morethan one line. | $6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1
            we have a short salt string but not a short password | $6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0
            a short string | $6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1
            the minimum number is still observed | $6$rounds=1000$roundstoolow$kUMsbe306n21p9R.FRkW3IGn.S9NPN0x50YhH1xhLsPuWGsUSklZt58jaTfF4ZEQpyUNGc0dqbpBYYBaHHrsX.
            """)
    void the_vectors_of_the_specification_match(String password, String encoded) {
        matchesAlone(password, encoded);
    }

    /** Made by: openssl passwd -5 and -6, mkpasswd's crypt() of libxcrypt. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            correct horse | $6$0123456789abcdef$lDHzA5IdO41viXIs6llkDKq4Uh2VG9JXIYJ.taq2zlNFqBnKQ0/fOUW0Zoz49ZnOpe2ACY.PoF6wosL.jL3Af0
            correct horse | $5$rEeRxY.f5KgLOxcX$v6b4ZnZ5HBBO9nLwxWrs4mVCPELiLnjgdtkIyVygaI.
            pässwörd€ | $6$abcdefgh$sIvKFz68lqvRIeQaHGBCaOYreIr2mQPoNgq9oKYRKPWnMoWqK.5AMDFytRYZo3AqFixrp4UdR.uV2Uhm6g1oW0
            pässwörd€ | $5$rounds=1000$ab./0Z$Bewpz565NvTqm7V4qPq0Ykg940JbK7Z.t68kiIgQ4f0
            p@ss:w$rd#1 | $6$rounds=20000$QYXTFCI8uyZlRgte$jcu9kjdBFCldvZ3VaU.j6R23.vHvnx7OeN5q8yoTpnq5U5vNjrROi6kiHy0QUZ674D9KNQUK3eQ88Gy/4Tp.z1
            """)
    void hashes_of_other_programs_match(String password, String encoded) {
        matchesAlone(password, encoded);
    }

    /** The longest password that is looked at, and a character that takes four bytes. */
    @Test
    void long_passwords_and_all_characters_match() {
        matchesAlone("x".repeat(PasswordHash.LONGEST_PASSWORD - 1),
                "$6$rounds=1000$longpassword$G7KSyiALRKd1FKIzCumxVqnNJtRbUCusF.deQkcTK3oikg56ufwEHsF8SSY4Mvj0wwh04ODZohsWjyjSRVgRa1");
        matchesAlone("\uD83D\uDD11".repeat(64),
                "$5$rounds=1000$keys$UD.A1IEQlSSazMJNfRFpUTj6dgIBstK7Yxq88BPsZKB");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            $6$saltstring, sha512-crypt rounds=5000, true
            $6$rounds=419999$saltstring, sha512-crypt rounds=419999, true
            $6$rounds=656000$saltstring, sha512-crypt rounds=656000, false
            $5$saltstring, sha256-crypt rounds=5000, true
            $5$rounds=535000$saltstring, sha256-crypt rounds=535000, true
            $5$rounds=1000000$saltstring, sha256-crypt rounds=1000000, false
            """)
    void few_rounds_are_weak_and_the_log_shows_the_cost_alone(String start, String cost, boolean weak) {
        var hash = PasswordHash.parse(start + tag(start));

        assertEquals(cost, hash.cost());
        assertEquals(cost, hash.toString());
        assertEquals(weak, hash.weak());
    }

    private static String tag(String start) {
        return start.startsWith("$5") ? TAG_256 : TAG_512;
    }

    @ParameterizedTest
    @ValueSource(strings = {"$5$rounds=999$s", "$6$rounds=1$s", "$6$rounds=0$s", "$6$rounds=1000001$s",
            "$5$rounds=999999999$s", "$6$rounds=99999999999999999999$s", "$6$rounds=05000$s"})
    void rounds_that_no_login_may_take_are_refused_with_the_remedy(String start) {
        var message = refusal(start + tag(start));

        assertTrue(message.contains("rounds") && message.contains("`ftpsd hash`"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$6$", "$6$saltstring", "$6$saltstring$", "$6$saltstring" + TAG_256,
            "$5$saltstring" + TAG_512,
            "$6$" + TAG_512, "$6$17characterslong" + "x" + TAG_512, "$6$salt string" + TAG_512,
            "$6$rounds=$saltstring" + TAG_512, "$6$rounds=-1$saltstring" + TAG_512, "$6$saltstring" + TAG_512 + " ",
            "$6$saltstring" + TAG_512 + "$", "$6$saltstring" + TAG_512 + "x"})
    void a_hash_that_is_cut_off_or_out_of_order_is_refused(String text) {
        assertTrue(refusal(text).startsWith("not a whole sha"), refusal(text));
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text)).getMessage());
    }

    /** A hash costs its place in the queue like every other, and the dearest lets the next one in. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void the_dearest_that_is_let_through_is_compared_in_its_turn() {
        var queue = new HashQueue(1, 1, Duration.ofSeconds(30));

        assertEquals(HashQueue.Answer.DIFFERENT,
                queue.compare(PasswordHash.parse("$6$rounds=1000000$saltstring" + TAG_512), Secret.of("secret")));
        assertEquals(HashQueue.Answer.EQUAL,
                queue.compare(PasswordHash.parse("$6$saltstring" + TAG_512), Secret.of("Hello world!")));
    }

    @Test
    void the_same_text_read_twice_is_the_same_hash() {
        assertEquals(PasswordHash.parse("$6$salt" + TAG_512), PasswordHash.parse("$6$salt" + TAG_512));
        assertNotEquals(PasswordHash.parse("$6$salt" + TAG_512), PasswordHash.parse("$6$salz" + TAG_512));
    }
}
