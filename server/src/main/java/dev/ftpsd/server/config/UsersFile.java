package dev.ftpsd.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

import dev.ftpsd.auth.CertificateName;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.Right;
import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.server.config.DataSettings.Protection;
import dev.ftpsd.server.config.yaml.Section;

/**
 * What one users file says, before the files are merged.
 *
 * @param defaults what its users have where neither they nor their groups say otherwise
 * @param anonymous who comes without a name; empty where the file does not let them in
 */
record UsersFile(Profile defaults, List<Entry> groups, List<Entry> users, Optional<Anonymous> anonymous) {

    UsersFile {
        groups = List.copyOf(groups);
        users = List.copyOf(users);
    }

    /** Reads the whole file. */
    static UsersFile read(Section top) {
        top.require("version", Types.VERSION);
        var defaults = top.section("defaults", ProfileSchema::read).orElse(Profile.BUILT_IN);
        var groups = top.sections("groups", UsersFile::group, List.of()).stream().flatMap(Optional::stream).toList();
        var users = top.sections("users", UsersFile::user, List.of()).stream().flatMap(Optional::stream).toList();
        var anonymous = top.section("anonymous", UsersFile::anonymous).filter(Anonymous::enabled);
        return new UsersFile(defaults, groups, users, anonymous);
    }

    private static Optional<Entry> group(Section in) {
        var name = in.require("name", UserNames.TYPE);
        var profile = ProfileSchema.read(in);
        return name.map(text -> new Entry(text, profile, Shown.NOTHING, List.of(), in));
    }

    private static Optional<Entry> user(Section in) {
        var name = in.require("name", UserNames.TYPE);
        var password = in.find("password", Types.PASSWORD_HASH);
        var codes = in.get("totp-secret-file", Types.PATH_OR_NONE, Optional.empty());
        var certificates = in.list("certificates", Types.CERTIFICATE, List.of());
        var groups = in.list("groups", Types.TEXT, List.of());
        var profile = ProfileSchema.read(in);
        return name.map(text -> new Entry(text, profile, new Shown(password, codes, certificates), groups, in));
    }

    private static Anonymous anonymous(Section in) {
        var rights = RightsSchema.allowed(in, Right.Preset.RO.rights());
        return new Anonymous(in.get("enabled", Types.BOOLEAN, false), HomePlace.get(in, "home", "/srv/ftp/pub"),
                rights, in.get("rate-out", Types.RATE, new Rate(1 << 20)), in.get("sessions", Types.COUNT, 10),
                in.section("tls", ProfileTransport::protection).flatMap(Function.identity()), in);
    }

    /**
     * Whoever gives the name anonymous or ftp.
     *
     * @param home never made: it is the administrator's to fill
     * @param rights in all of the home
     * @param rateOut of all their downloads together
     * @param sessions of all of them together; 0 means unlimited
     * @param protection whether their data may travel in clear; empty where the server's rule holds
     * @param section where it stands
     */
    record Anonymous(boolean enabled, String home, Set<Right> rights, Rate rateOut, int sessions,
            Optional<Protection> protection, Section section) {

        Anonymous {
            rights = Set.copyOf(rights);
        }

        UserLimits limits() {
            var none = UserLimits.NONE;
            return new UserLimits(OptionalInt.of(sessions), none.rateIn(), rateOut.bytesPerSecond(), none.fileSize(),
                    none.quota(), none.quotaFiles());
        }
    }

    /**
     * A user or a group.
     *
     * @param profile what it says itself
     * @param shown what a user shows at login; nothing for a group
     * @param groups the names of a user's groups, in order
     * @param section where it stands, for problems that show when the files are put together
     */
    record Entry(String name, Profile profile, Shown shown, List<String> groups, Section section) {}

    /**
     * What a user can show at login.
     *
     * @param password empty for a user whom no password logs in
     * @param codes the file of the secret of one-time codes
     * @param certificates the user's own
     */
    record Shown(Optional<PasswordHash> password, Optional<Path> codes, List<CertificateName> certificates) {

        static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty(), List.of());

        Shown {
            certificates = List.copyOf(certificates);
        }
    }
}
