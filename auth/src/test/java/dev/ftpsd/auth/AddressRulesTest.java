package dev.ftpsd.auth;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.AddressRules.Rule;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AddressRulesTest {

    private static boolean allows(AddressRules rules, String address) {
        return rules.allows(InetAddress.ofLiteral(address));
    }

    @Test
    void the_first_rule_that_covers_the_address_decides() {
        var rules = new AddressRules(
                List.of(Rule.deny("203.0.113.5"), Rule.allow("203.0.113.0/24"), Rule.deny("203.0.113.0/25")));

        assertFalse(allows(rules, "203.0.113.5"));
        assertTrue(allows(rules, "203.0.113.6"));
        assertEquals(Optional.of(Rule.allow("203.0.113.0/24")),
                rules.decidingRule(InetAddress.ofLiteral("203.0.113.6")));
    }

    @Test
    void without_rules_everybody_may_in() {
        assertTrue(allows(AddressRules.ANYWHERE, "203.0.113.5"));
        assertTrue(allows(AddressRules.ANYWHERE, "::1"));
    }

    @Test
    void a_list_that_allows_somebody_denies_everybody_else() {
        var rules = new AddressRules(List.of(Rule.allow("203.0.113.0/24")));

        assertTrue(allows(rules, "203.0.113.5"));
        assertFalse(allows(rules, "198.51.100.1"));
        assertFalse(allows(rules, "2001:db8::1"));
    }

    @Test
    void a_list_of_denials_allows_everybody_else() {
        var rules = new AddressRules(List.of(Rule.deny("203.0.113.0/24"), Rule.deny("2001:db8::/32")));

        assertFalse(allows(rules, "203.0.113.5"));
        assertFalse(allows(rules, "2001:db8::1"));
        assertTrue(allows(rules, "198.51.100.1"));
    }

    @Test
    void denying_all_of_ipv4_behind_an_allowance_leaves_no_way_around_by_ipv6() {
        var rules = new AddressRules(List.of(Rule.allow("203.0.113.0/24"), Rule.deny("0.0.0.0/0")));

        assertTrue(allows(rules, "203.0.113.5"));
        assertTrue(allows(rules, "::ffff:203.0.113.5"));
        assertFalse(allows(rules, "::ffff:198.51.100.1"));
        assertFalse(allows(rules, "2001:db8::1"));
    }

    @Test
    void a_malformed_rule_is_an_error_and_not_an_open_door() {
        assertThrows(IllegalArgumentException.class, () -> Rule.allow("203.0.113.0/33"));
        assertThrows(IllegalArgumentException.class, () -> Rule.deny("evil.example.org"));
    }

    @Test
    void equal_lists_are_equal_so_that_a_reload_sees_no_change() {
        assertEquals(new AddressRules(List.of(Rule.allow("::1"))), new AddressRules(List.of(Rule.allow("::1"))));
        assertEquals(AddressRules.ANYWHERE.hashCode(), new AddressRules(List.of()).hashCode());
    }
}
