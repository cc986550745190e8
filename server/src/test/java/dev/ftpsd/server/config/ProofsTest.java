package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.CodeSecret;
import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.auth.Verdict.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.net.InetAddress.getLoopbackAddress;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One-time codes, hours, old hashes and anonymous, as the users files say them. */
class ProofsTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private ConfFolder user(String keys) throws Exception {
        return conf.users("users: [{ name: a, rights: [{ path: /, allow: ro }], password: \"" + ConfFolder.HASH
                + "\", " + keys + " }]");
    }

    @Test
    void the_secret_of_the_codes_is_read_from_its_file() throws Exception {
        conf.file("secrets/a", SECRET + "\n");
        user("login: [password+totp], totp-secret-file: secrets/a");
        var proofs = conf.user("a").proofs();

        assertEquals(List.of(), conf.warnings());
        assertTrue(proofs.wantsCode());
        assertEquals(Optional.of(SECRET), Optional.ofNullable(proofs.codes()).map(codes -> codes.encoded()));
    }

    @Test
    void a_byte_order_mark_before_the_secret_is_none_of_it() throws Exception {
        conf.file("a", "\uFEFF" + SECRET + "\r\n");
        user("login: [password+totp], totp-secret-file: a");

        assertEquals(Optional.of(SECRET),
                Optional.ofNullable(conf.user("a").proofs().codes()).map(CodeSecret::encoded));
    }

    @Test
    void what_ftpsd_totp_prints_can_be_the_file() throws Exception {
        conf.file("a", SECRET + "\notpauth://totp/ftpsd:a?secret=" + SECRET + "&issuer=ftpsd\n");
        user("login: [password+totp], totp-secret-file: a");

        assertEquals(Optional.of(SECRET),
                Optional.ofNullable(conf.user("a").proofs().codes()).map(CodeSecret::encoded));
    }

    @Test
    void a_login_by_code_needs_a_secret_that_is_there_and_is_one() throws Exception {
        conf.file("bad", "secret1\n");

        assertEquals(List.of("users.yaml:2:9 users[0].totp-secret-file: missing: login by password+totp needs it; "
                + "make one with `ftpsd totp`"), user("login: password+totp").problems());
        assertEquals(
                List.of("users.yaml:2:205 users[0].totp-secret-file: the file " + folder.resolve("none")
                        + " cannot be read: no such file"),
                user("login: password+totp, totp-secret-file: none").problems());
        assertEquals(List.of("users.yaml:2:205 users[0].totp-secret-file: not Base32: it holds letters A to Z and "
                + "digits 2 to 7 alone; make one with `ftpsd totp`"),
                user("login: password+totp, totp-secret-file: bad").problems());
    }

    @Test
    void password_beside_password_and_code_is_refused() throws Exception {
        conf.file("a", SECRET);

        assertEquals(1, user("login: [password, password+totp], totp-secret-file: a").problems().size());
    }

    @Test
    void a_secret_that_no_login_asks_for_is_told() throws Exception {
        assertEquals(List.of("users.yaml:2:183 users[0].totp-secret-file: no code is asked for, since login does not "
                + "say password+totp"), user("totp-secret-file: a").warnings());
    }

    @Test
    void a_user_has_the_login_of_a_group_unless_they_say_another() throws Exception {
        conf.file("a", SECRET).users("""
                groups: [{ name: g, login: [password+totp] }]
                users:
                  - { name: one, groups: [g], totp-secret-file: a }
                  - { name: two, groups: [g], login: password }
                """);

        assertEquals(Set.of(LoginMethod.PASSWORD_AND_CODE), conf.user("one").proofs().accepted());
        assertEquals(Set.of(LoginMethod.PASSWORD), conf.user("two").proofs().accepted());
    }

    @Test
    void a_hash_of_etc_shadow_is_taken_unless_it_would_hold_the_server_up() throws Exception {
        var tag = "$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1";
        var user = "users: [{ name: a, rights: [{ path: /, allow: ro }], password: \"$6$%ssaltstring" + tag + "\" }]";

        assertEquals(List.of(), conf.users(user.formatted("rounds=656000$")).warnings());
        assertEquals(List.of("users.yaml:2:64 users[0].password: the hash of \"a\" (sha512-crypt rounds=5000) is weaker"
                + " than is advised today: make a new one with `ftpsd user passwd`"),
                conf.users(user.formatted("")).warnings());
        assertEquals(
                List.of("users.yaml:2:64 users[0].password: the password hash's number of rounds is 999999999, which"
                        + " is not within 1000 to 1000000: make one with `ftpsd hash`"),
                conf.users(user.formatted("rounds=999999999$")).problems());
    }

    @Test
    void an_old_hash_brings_the_advice_to_make_a_new_one() throws Exception {
        var old = "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkY8jIucDrjc8deX1s5.";

        assertEquals(List.of("users.yaml:2:64 users[0].password: the hash of \"a\" (bcrypt cost=6) is weaker than is "
                + "advised today: make a new one with `ftpsd user passwd`"),
                conf.users("users: [{ name: a, rights: [{ path: /, allow: ro }], password: \"" + old + "\" }]")
                        .warnings());
    }

    @Test
    void hours_reach_the_admission_and_those_of_the_user_win() throws Exception {
        conf.users("""
                defaults: { hours: "Mon-Fri 06:00-20:00 UTC" }
                users:
                  - { name: one }
                  - { name: two, hours: ["Sat 06:00-20:00 UTC"] }
                  - { name: three, hours: [] }
                """);
        var saturday = Instant.parse("2026-11-28T12:00:00Z");

        assertEquals(Optional.of(Reason.OUT_OF_HOURS),
                conf.user("one").admission().bar(saturday, getLoopbackAddress()));
        assertEquals(Optional.empty(), conf.user("two").admission().bar(saturday, getLoopbackAddress()));
        assertEquals(Optional.empty(), conf.user("three").admission().bar(saturday, getLoopbackAddress()));
    }

    @Test
    void anonymous_reads_in_its_home_and_is_nobody_else() throws Exception {
        conf.users("anonymous: { enabled: true, home: /srv/files }");
        var account = conf.load().users().anonymous().map(UserRecord::account).orElseThrow();

        assertEquals("/srv/files", account.home());
        assertFalse(account.createHome());
        assertTrue(account.rights().allows(Right.READ, "/a/b"));
        assertFalse(account.rights().allows(Right.CREATE, "/a/b"));
        assertEquals(List.of(), conf.load().users().users());
    }

    @Test
    void anonymous_is_not_there_unless_it_is_enabled() throws Exception {
        conf.users("anonymous: { allow: full }");

        assertEquals(Optional.empty(), conf.load().users().find("anonymous"));
    }

    @Test
    void anonymous_is_let_in_by_one_file() throws Exception {
        conf.users("anonymous: { enabled: true }").file("users.d/a.yaml",
                "version: 1\nanonymous: { enabled: true }\n");

        assertEquals(List.of("users.d/a.yaml:2:23 anonymous.enabled: anonymous is already let in, at users.yaml:2"),
                conf.problems());
    }
}
