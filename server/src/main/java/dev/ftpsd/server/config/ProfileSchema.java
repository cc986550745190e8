package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.server.config.DataSettings.CloseNotify;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/** The keys that defaults, groups and users have in common. */
final class ProfileSchema {

    private static final Type<String> LOGIN = Type.words(
            new String[]{"password", "certificate", "password+certificate", "password+totp"}, word -> word);
    private static final Type<Profile.Kind> KIND = Types.words(Profile.Kind.values());
    private static final Type<CloseNotify> CLOSE_NOTIFY = Types.words(CloseNotify.values());
    private static final Type<String> HOME = Type.of("home", "a path, which may hold {name}", text -> {
        Checks.that(!Path.of(text).toString().isEmpty(), "empty");
        return Types.printable(text);
    });

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern HOURS = Pattern.compile(
            DAY + "(?:-" + DAY + ")? " + TIME + "-(?:" + TIME + "|24:00) (\\S+)");
    private static final Type<String> HOURS_TYPE = Type.of("time of the week", "\"Mon-Fri 06:00-20:00 Europe/Berlin\"",
            text -> {
                var hours = HOURS.matcher(text);
                Checks.that(hours.matches(), "not hours");
                Types.zone(hours.group(1));
                return text;
            });

    private ProfileSchema() {}

    /** Reads the keys; those that only some of the three have are for the caller. */
    static Profile read(Section in) {
        in.list("login", LOGIN, List.of("password"));
        in.list("hours", HOURS_TYPE, List.of());
        in.sections("links", ProfileSchema::link, List.of());
        var tls = in.section("tls", ProfileSchema::transport).orElse(Transport.SILENT);
        return new Profile(in.find("home", HOME), in.find("create-home", Types.BOOLEAN), RightsSchema.read(in),
                ListenerSchema.from(in), tls.required, tls.resumption, tls.closeNotify,
                in.find("valid-until", Types.MOMENT).map(OffsetDateTime::toInstant),
                in.find("profile", KIND), in.find("enabled", Types.BOOLEAN),
                in.section("limits", ProfileLimits::read).orElse(ProfileLimits.SILENT));
    }

    private static Transport transport(Section in) {
        return new Transport(in.find("required", Types.BOOLEAN), in.find("resumption", Types.RESUMPTION),
                in.find("upload-close-notify", CLOSE_NOTIFY));
    }

    private static boolean link(Section in) {
        var path = in.require("path", RightsSchema.PATH);
        var to = in.require("to", Types.PATH);
        return path.isPresent() && to.isPresent();
    }

    private record Transport(Optional<Boolean> required, Optional<Resumption> resumption,
            Optional<CloseNotify> closeNotify) {

        private static final Transport SILENT = new Transport(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
