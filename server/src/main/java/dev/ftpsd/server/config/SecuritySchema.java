package dev.ftpsd.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys of {@code security}. */
final class SecuritySchema {

    /** A network, or nothing for the word {@code gateway}, which the machine alone can resolve. */
    private static final Type<Optional<AddressRange>> NETWORK_OR_GATEWAY = new Type<>("network or gateway",
            text -> text.equals("gateway") ? Optional.empty() : Optional.of(AddressRange.parse(text)),
            network -> network.map(AddressRange::toString).orElse("gateway"));

    private SecuritySchema() {}

    static SecuritySettings read(Section in) {
        var defaults = SecuritySettings.DEFAULTS;
        return new SecuritySettings(
                in.get("login-attempts", Types.COUNT, defaults.loginAttempts()),
                in.get("login-delay", Types.DURATION, defaults.loginDelay()),
                in.section("ban", SecuritySchema::ban).orElse(defaults.ban()),
                in.list("deny", Types.NETWORK, defaults.deny()),
                in.get("unknown-commands", Types.COUNT, defaults.unknownCommands()));
    }

    private static BanSettings ban(Section in) {
        var defaults = BanSettings.DEFAULTS;
        var never = in.list("never", NETWORK_OR_GATEWAY, neverByDefault(defaults));
        return new BanSettings(
                in.get("after", Types.COUNT, defaults.after()),
                in.get("within", Types.DURATION, defaults.within()),
                in.get("for", Types.DURATION, defaults.duration()),
                never.stream().flatMap(Optional::stream).toList(),
                never.contains(Optional.<AddressRange>empty()));
    }

    private static List<Optional<AddressRange>> neverByDefault(BanSettings defaults) {
        var never = new ArrayList<Optional<AddressRange>>();
        defaults.never().forEach(network -> never.add(Optional.of(network)));
        never.add(Optional.empty());
        return never;
    }
}
