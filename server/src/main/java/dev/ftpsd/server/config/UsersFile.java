package dev.ftpsd.server.config;

import java.util.List;
import java.util.Optional;

import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.server.config.yaml.Section;

/**
 * What one users file says, before the files are merged.
 *
 * @param defaults what its users have where neither they nor their groups say otherwise
 */
record UsersFile(Profile defaults, List<Entry> groups, List<Entry> users) {

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
        top.section("anonymous", UsersFile::anonymous);
        return new UsersFile(defaults, groups, users);
    }

    private static Optional<Entry> group(Section in) {
        var name = in.require("name", UserNames.TYPE);
        var profile = ProfileSchema.read(in);
        return name.map(text -> new Entry(text, profile, Optional.empty(), List.of(), in));
    }

    private static Optional<Entry> user(Section in) {
        var name = in.require("name", UserNames.TYPE);
        var password = in.find("password", Types.PASSWORD_HASH);
        in.get("totp-secret-file", Types.PATH_OR_NONE, Optional.empty());
        in.list("certificates", Types.TEXT, List.of());
        var groups = in.list("groups", Types.TEXT, List.of());
        var profile = ProfileSchema.read(in);
        return name.map(text -> new Entry(text, profile, password, groups, in));
    }

    private static boolean anonymous(Section in) {
        in.get("enabled", Types.BOOLEAN, false);
        in.find("home", Types.TEXT);
        in.list("allow", RightsSchema.RIGHTS, List.of());
        in.get("rate-out", Types.RATE, Rate.UNLIMITED);
        in.get("sessions", Types.COUNT, 0);
        return true;
    }

    /**
     * A user or a group.
     *
     * @param profile what it says itself
     * @param password empty for a group, and for a user whom no password logs in
     * @param groups the names of a user's groups, in order
     * @param section where it stands, for problems that show when the files are put together
     */
    record Entry(String name, Profile profile, Optional<PasswordHash> password, List<String> groups, Section section) {}
}
