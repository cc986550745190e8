package dev.ftpsd.auth;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a client may come from: rules in order, of which the first that covers the address decides.
 *
 * <p>Where none covers it: a list that allows somebody denies everybody else, and a list of denials (the empty one too)
 * allows everybody else. So a forgotten last {@code deny} leaves no door open, nor does a rule for one IP version:
 * {@code [{allow: 203.0.113.0/24}, {deny: 0.0.0.0/0}]} denies all of IPv6.
 */
public final class AddressRules {

    /** No rules: from everywhere. */
    public static final AddressRules ANYWHERE = new AddressRules(List.of());

    private final List<Rule> rules;
    private final boolean allowsTheRest;

    /** @param rules in the order of the file */
    public AddressRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.allowsTheRest = this.rules.stream().noneMatch(rule -> rule.action() == Action.ALLOW);
    }

    /** The rules, in the order of the file. */
    public List<Rule> rules() {
        return rules;
    }

    /** Whether a client at {@code address} may in. */
    public boolean allows(InetAddress address) {
        return decidingRule(address).map(rule -> rule.action() == Action.ALLOW).orElse(allowsTheRest);
    }

    /** The rule that decides for {@code address}; empty where none covers it. */
    public Optional<Rule> decidingRule(InetAddress address) {
        return rules.stream().filter(rule -> rule.range().contains(address)).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRules that && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    /** The rules in their order, for {@code explain} and for the list of changes at a reload. */
    @Override
    public String toString() {
        return rules.toString();
    }

    /** What a rule does with a client whose address it covers. */
    public enum Action {
        ALLOW, DENY
    }

    /** One line of {@code from}. */
    public record Rule(Action action, AddressRange range) {

        /** The rule as {@code from:} has it, such as {@code allow: 203.0.113.0/24}. */
        public String words() {
            return action.name().toLowerCase(Locale.ROOT) + ": " + range;
        }

        /** A rule that lets a range in; see {@link AddressRange#parse} for the failures. */
        public static Rule allow(String range) {
            return new Rule(Action.ALLOW, AddressRange.parse(range));
        }

        /** A rule that keeps a range out; see {@link AddressRange#parse} for the failures. */
        public static Rule deny(String range) {
            return new Rule(Action.DENY, AddressRange.parse(range));
        }
    }
}
