package dev.ftpsd.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.ftpsd.server.audit.HeardLog;
import dev.ftpsd.server.support.Eventually;
import dev.ftpsd.server.support.FtpTestClient;
import dev.ftpsd.server.support.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whom a whole server lets in, and for how long. */
class AdmissionTest {

    private static final String KEY = "12345678901234567890";
    private static final String KEY_IN_BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String OTHER_KEY = "abcdefghijklmnopqrst";
    private static final String OTHER_KEY_IN_BASE32 = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

    @TempDir
    Path directory;

    private TestServer start(String keys) throws IOException {
        return TestServer.start(directory, TestServer.PERMISSIVE, users(keys));
    }

    private static String users(String keys) {
        return """
                version: 1
                users:
                  - name: alice
                    password: %s
                    home: home
                    rights: [ { path: /, allow: full } ]
                    tls: { required: false }
                    %s
                """.formatted(TestServer.PASSWORD_HASH, keys);
    }

    @Test
    void at_the_end_of_a_users_time_a_transfer_is_finished_before_the_session_ends() throws Exception {
        try (var server = start(until(Instant.now().plus(Duration.ofHours(1))));
                var busy = FtpTestClient.connect(server.port()).login("alice");
                var idle = FtpTestClient.connect(server.port()).login("alice");
                var data = busy.openData()) {
            busy.ask("STOR a.txt", 150);
            data.write("begun");
            Files.writeString(server.conf().resolve("users.yaml"), users(until(Instant.now().plusSeconds(6))));
            server.reload();

            assertEquals("421 Your time here is up; goodbye.", idle.expect(421).toString());
            assertNull(idle.readOrEnd());
            data.write(" and ended");
            data.end();
            busy.expect(226);
            busy.expect(421);
            assertNull(busy.readOrEnd());
            assertEquals("begun and ended", Files.readString(server.home().resolve("a.txt")));
        }
    }

    private static String until(Instant end) {
        return "valid-until: \"" + end.truncatedTo(ChronoUnit.SECONDS) + "\"";
    }

    /** By days, with one on each side to spare: midnight may pass while this runs. */
    @ParameterizedTest
    @CsvSource({"-1, 1, true", "2, 4, false"})
    void hours_let_in_on_their_days_alone(int first, int last, boolean expected) throws Exception {
        try (var server = start("hours: [\"" + day(first) + "-" + day(last) + " 00:00-24:00 UTC\"]")) {
            assertEquals(expected, isLetIn(server, ""));
        }
    }

    private static String day(int ahead) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(ahead).getDayOfWeek().getDisplayName(TextStyle.SHORT,
                Locale.ENGLISH);
    }

    @Test
    void a_code_behind_the_password_lets_in_once() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("alice.totp"), KEY_IN_BASE32 + "\n");
        try (var server = start("login: [password+totp]\n    totp-secret-file: alice.totp");
                var first = FtpTestClient.connect(server.port());
                var second = FtpTestClient.connect(server.port())) {
            var code = codeOf(Instant.now());
            first.ask("USER alice", 331);
            first.ask("PASS secret", 530);
            first.ask("USER alice", 331);
            first.ask("PASS secret" + code, 230);

            second.ask("USER alice", 331);
            assertEquals("530 Login incorrect: check user name and password.",
                    second.ask("PASS secret" + code, 530).toString());
        }
    }

    @Test
    void filezilla_is_asked_for_the_code_by_its_own_dialogue() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("alice.totp"), KEY_IN_BASE32 + "\n");
        try (var server = start("login: [password+totp]\n    totp-secret-file: alice.totp");
                var client = FtpTestClient.connect(server.port())) {
            client.tls().offer("ftp", "x-filezilla-ftp");
            client.ask("AUTH TLS", 234);
            client.shakeHands();

            var challenge = client.ask("USER alice", 336).text();
            assertTrue(challenge.endsWith("[alg:totp]"), challenge);
            client.ask("PASS " + codeOf(Instant.now()) + ";secret", 230);
        }
    }

    @Test
    void a_client_with_other_protocols_is_asked_for_a_password() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("alice.totp"), KEY_IN_BASE32 + "\n");
        try (var server = start("login: [password+totp]\n    totp-secret-file: alice.totp");
                var client = FtpTestClient.connect(server.port())) {
            client.secure();
            client.ask("USER alice", 331);
            client.ask("PASS secret" + codeOf(Instant.now()), 230);
        }
    }

    /** The file alone: no other is touched. */
    @Test
    void a_new_secret_in_its_file_is_taken_up_by_the_watch() throws Exception {
        var conf = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(conf.resolve("alice.totp"), KEY_IN_BASE32 + "\n");
        try (var server = TestServer.start(directory, TestServer.PERMISSIVE + "reload: { interval: 100ms }\n",
                users("login: [password+totp]\n    totp-secret-file: alice.totp"));
                var _ = server.watch(); var log = new HeardLog()) {
            assertFalse(isLetIn(server, codeOf(OTHER_KEY, Instant.now())));
            WholeFile.put(conf.resolve("alice.totp"), OTHER_KEY_IN_BASE32 + "\n");
            Eventually.holds(() -> log.lines("line").stream().anyMatch(line -> line.contains(" events reload ")),
                    "the watch has seen it");

            assertTrue(isLetIn(server, codeOf(OTHER_KEY, Instant.now())));
            assertFalse(isLetIn(server, codeOf(Instant.now())), "the old secret is good for nothing");
        }
    }

    private static boolean isLetIn(TestServer server, String code) throws IOException {
        try (var client = FtpTestClient.connect(server.port())) {
            client.ask("USER alice", 331);
            client.send("PASS secret" + code);
            return client.read().code() == 230;
        }
    }

    private static String codeOf(Instant now) throws GeneralSecurityException {
        return codeOf(KEY, now);
    }

    /** RFC 6238 by the JDK. */
    private static String codeOf(String key, Instant now) throws GeneralSecurityException {
        var function = Mac.getInstance("HmacSHA1");
        function.init(new SecretKeySpec(key.getBytes(US_ASCII), "HmacSHA1"));
        var step = now.getEpochSecond() / Duration.ofSeconds(30).toSeconds();
        var result = function.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var number = ByteBuffer.wrap(result).getInt(result[result.length - 1] & 0xF) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }
}
