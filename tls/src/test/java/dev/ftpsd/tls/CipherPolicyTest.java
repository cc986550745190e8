package dev.ftpsd.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CipherPolicyTest {

    private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");

    @Test
    void the_built_in_list_is_used_where_the_administrator_has_none() {
        assertEquals(CipherPolicy.BUILT_IN, CipherPolicy.suites(TlsSettings.DEFAULTS));
    }

    @Test
    void every_built_in_suite_is_known_to_this_jdk() {
        assertEquals(List.of(), CipherPolicy.problems(settings(BOTH, CipherPolicy.BUILT_IN.toArray(String[]::new))));
    }

    @Test
    void the_administrators_order_is_kept() {
        var settings = settings(List.of("TLSv1.3"), "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384");

        assertEquals(List.of("TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384"), CipherPolicy.suites(settings));
    }

    @Test
    void an_unknown_suite_is_named_together_with_near_names() {
        var settings = settings(List.of("TLSv1.3"), "TLS_AES_128_GCM_SHA256", "TLS_AES_265_GCM_SHA384");

        var problems = CipherPolicy.problems(settings);

        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().startsWith(
                "unknown cipher suite TLS_AES_265_GCM_SHA384; near names: TLS_AES_256_GCM_SHA384, "),
                problems.getFirst());
        assertThrows(IllegalArgumentException.class, () -> CipherPolicy.suites(settings));
    }

    @Test
    void a_suite_that_the_jdk_disables_counts_as_unknown_instead_of_never_being_negotiated() {
        var settings = settings(BOTH, "TLS_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256");

        assertTrue(CipherPolicy.problems(settings).getFirst().contains("TLS_RSA_WITH_AES_128_GCM_SHA256"));
    }

    @Test
    void an_enabled_version_without_a_suite_is_a_problem() {
        assertEquals(List.of("no cipher suite is for TLSv1.2; add one, such as TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,"
                + " or disable TLSv1.2"), CipherPolicy.problems(settings(BOTH, "TLS_AES_128_GCM_SHA256")));
    }

    /** A certificate that is renewed may have another kind of key than before. */
    @Test
    void suites_of_tls_1_2_that_go_with_no_key_of_the_server_are_a_problem(@TempDir Path directory) throws Exception {
        var ofEc = List.of(SelfSigned.loadOrMake(directory, "localhost", InstantSource.system()).keys());
        var forRsa = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

        assertEquals(Optional.of("no cipher suite of TLSv1.2 goes with a key of EC: add one to tls.ciphers, such as"
                + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, or set tls.min-version to 1.3"),
                CipherPolicy.unserved(settings(BOTH, "TLS_AES_128_GCM_SHA256", forRsa), ofEc));
        assertEquals(Optional.empty(), CipherPolicy.unserved(settings(BOTH), ofEc));
        assertEquals(Optional.empty(), CipherPolicy.unservedKinds(
                settings(BOTH, "TLS_AES_128_GCM_SHA256", forRsa), List.of("RSASSA-PSS")));
        assertEquals(Optional.empty(),
                CipherPolicy.unserved(settings(List.of("TLSv1.3"), "TLS_AES_128_GCM_SHA256"), ofEc));
        assertEquals(Optional.empty(), CipherPolicy.unserved(
                settings(BOTH, "TLS_AES_128_GCM_SHA256", forRsa, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), ofEc));
    }

    @Test
    void settings_hold_versions_and_lifetimes_that_make_sense() {
        assertThrows(IllegalArgumentException.class, () -> settings(List.of()));
        assertThrows(IllegalArgumentException.class, () -> settings(List.of("TLSv1.1")));
        assertThrows(IllegalArgumentException.class, () -> new TlsSettings(BOTH, List.of(), Duration.ZERO));
        assertEquals(Duration.ofDays(7), new TlsSettings(BOTH, List.of(), Duration.ofDays(8)).sessionLifetime());
    }

    private static TlsSettings settings(List<String> protocols, String... suites) {
        return new TlsSettings(protocols, List.of(suites), Duration.ofHours(1));
    }
}
