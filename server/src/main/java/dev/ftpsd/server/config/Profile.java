package dev.ftpsd.server.config;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.auth.RightsTable;

/**
 * What defaults, a group or a user say; empty is what they leave to those below.
 *
 * @param home may hold <code>{name}</code>
 * @param umask the permission bits that new files and directories do not get, 0 to 0777
 * @param rights added to those below
 * @param transport what the user's connections must fulfil
 * @param login each of them alone lets the user in
 * @param validUntil the first moment at which the user may no longer log in
 * @param hours of the week in which the user may be there
 * @param charset of the user's clients; UTF-8 for none but that
 * @param links added to those below
 * @param folders of the home; added to those below
 */
record Profile(Optional<String> home, Optional<Boolean> createHome, Optional<Integer> umask,
        List<RightsTable.Rule> rights,
        Optional<AddressRules> from, ProfileTransport transport, Optional<Instant> validUntil, Optional<Kind> kind,
        Optional<Charset> charset,
        Optional<Boolean> enabled, ProfileLimits limits, Optional<Set<LoginMethod>> login, Optional<Hours> hours,
        List<Account.Link> links, List<String> folders) {

    /** What holds where nobody says anything: a home by the user's name, made at login, and no rights in it. */
    static final Profile BUILT_IN = new Profile(Optional.of("data/{name}"), Optional.of(true), Optional.empty(),
            List.of(),
            Optional.of(AddressRules.ANYWHERE), ProfileTransport.SILENT, Optional.empty(),
            Optional.of(Kind.STANDARD), Optional.empty(), Optional.of(true), ProfileLimits.SILENT,
            Optional.of(Set.of(LoginMethod.PASSWORD)), Optional.of(Hours.ALWAYS), List.of(), List.of());

    Profile {
        rights = List.copyOf(rights);
        links = List.copyOf(links);
        folders = List.copyOf(folders);
    }

    /** This profile where it says something, {@code below} where it does not. */
    Profile over(Profile below) {
        return new Profile(home.or(below::home), createHome.or(below::createHome), umask.or(below::umask),
                Stream.concat(below.rights.stream(), rights.stream()).toList(),
                from.or(below::from), transport.over(below.transport), validUntil.or(below::validUntil),
                kind.or(below::kind), charset.or(below::charset),
                enabled.or(below::enabled), limits.over(below.limits), login.or(below::login), hours.or(below::hours),
                Stream.concat(below.links.stream(), links.stream()).toList(),
                Stream.concat(below.folders.stream(), folders.stream()).distinct().toList());
    }

    /** What is in force where nobody says more. */
    Account.Making making() {
        return new Account.Making(createHome.orElse(true),
                umask.stream().mapToInt(Integer::intValue).findFirst(), folders);
    }

    /** Whose habits are borne with. */
    enum Kind implements Worded {
        STANDARD,
        /** Cameras, scanners, printers. */
        DEVICE
    }
}
