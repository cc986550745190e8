package dev.ftpsd.server.config;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.ftpsd.auth.Account;
import dev.ftpsd.auth.Hours;
import dev.ftpsd.auth.LoginMethod;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys that defaults, groups and users have in common. */
final class ProfileSchema {

    private static final Type<LoginMethod> LOGIN = Type.words(LoginMethod.values(), LoginMethod::word);
    private static final Type<Profile.Kind> KIND = Types.words(Profile.Kind.values());
    private static final Type<Hours.Window> HOURS = Type.of("time of the week",
            "\"Mon-Fri 06:00-20:00 Europe/Berlin\"", Hours.Window::parse);

    /** A place in the home: what begins with a slash might be meant of the machine. */
    private static final Type<String> FOLDER = Type.of("folder", "in or in/new, relative to the home",
            text -> {
                Checks.that(!text.isEmpty(), "empty");
                return RightsSchema.PATH.parser().apply("/" + text).substring(1);
            });

    private ProfileSchema() {}

    /** Reads the keys; those that only some of the three have are for the caller. */
    static Profile read(Section in) {
        var login = Set.copyOf(in.list("login", LOGIN, List.of(LoginMethod.PASSWORD)));
        var hours = new Hours(in.list("hours", HOURS, List.of()));
        var links = in.sections("links", ProfileSchema::link, List.of()).stream().flatMap(Optional::stream).toList();
        return new Profile(HomePlace.find(in, "home"), in.find("create-home", Types.BOOLEAN),
                in.find("umask", Types.OCTAL_BITS), RightsSchema.read(in),
                ListenerSchema.from(in), in.section("tls", ProfileTransport::read).orElse(ProfileTransport.SILENT),
                in.find("valid-until", Types.MOMENT).map(OffsetDateTime::toInstant),
                in.find("profile", KIND), in.find("legacy-charset", LegacyCharset.TYPE),
                in.find("enabled", Types.BOOLEAN),
                in.section("limits", ProfileLimits::read).orElse(ProfileLimits.SILENT),
                in.has("login") ? Optional.of(login) : Optional.empty(),
                in.has("hours") ? Optional.of(hours) : Optional.empty(), links,
                in.list("folders", FOLDER, List.of()));
    }

    private static Optional<Account.Link> link(Section in) {
        var path = in.require("path", RightsSchema.PATH);
        var to = HomePlace.require(in, "to");
        if (path.filter("/"::equals).isPresent()) {
            in.error("path", "a link cannot take the place of the home: set home instead");
        }
        return path.flatMap(place -> to.map(target -> new Account.Link(place, target)));
    }
}
