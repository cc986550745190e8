package dev.ftpsd.auth;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A user as {@code users.yaml} describes them, merged from defaults, groups and the user's own entry.
 *
 * @param name 1 to 64 characters, compared exactly
 * @param home where the user's files are, {@code {name}} already replaced; relative to the installation
 * @param making what is made in the home, and how
 * @param rights what may be done where
 * @param transport what the user's connections must fulfil
 * @param device whether the user is a camera, printer or scanner, whose habits are borne with (profile: device)
 * @param charset what the user's clients speak until they say OPTS UTF8 ON (RFC 2640); UTF-8 for none but that, empty for the
 *        server's rule
 * @param groups the groups the user is in, in order
 * @param limits how much the user may have
 * @param links directories of elsewhere that are seen in the home
 * @param anonymous whether this is everybody who comes without a name, with any password
 */
public record Account(String name, String home, Making making, RightsTable rights, Transport transport,
        boolean device, Optional<Charset> charset, List<String> groups, UserLimits limits, List<Link> links,
        boolean anonymous) {

    public Account {
        groups = List.copyOf(groups);
        links = List.copyOf(links);
    }

    /** Whether a missing home is made at login. */
    public boolean createHome() {
        return making.home();
    }

    /**
     * What is made in the home, and how.
     *
     * @param home whether a missing home is made at login
     * @param umask the permission bits, 0 to 0777, that new files and directories do not get; empty means the server's rule
     * @param folders what is made in the home at login where it is missing; relative to the home
     */
    public record Making(boolean home, OptionalInt umask, List<String> folders) {

        /** The home must be there; the server's umask. */
        public static final Making NO_HOME = new Making(false, OptionalInt.empty(), List.of());

        /** A missing home is made; the server's umask. */
        public static final Making HOME = new Making(true, OptionalInt.empty(), List.of());

        public Making {
            folders = List.copyOf(folders);
            if (umask.orElse(0) < 0 || umask.orElse(0) > 0777) {
                throw new IllegalArgumentException("umask must be 000 to 777, octal");
            }
        }
    }

    /**
     * A directory of elsewhere that is seen in the home.
     *
     * @param path where it is seen: absolute, not the root
     * @param to the directory of the machine; relative to the installation
     */
    public record Link(String path, String to) {

        @Override
        public String toString() {
            return path;
        }
    }

    /** Whether a data connection must resume the control connection's TLS session. */
    public enum Resumption {
        REQUIRED, PREFERRED, OFF
    }

    /**
     * What the user's connections must fulfil.
     *
     * @param tlsRequired whether login demands TLS on the control connection, whatever the listener allows
     * @param resumption whether the user's data connections must resume the control session; empty means the server's rule
     * @param lenientUploads whether an upload may end without close_notify
     * @param clearData whether the user's data may travel in clear (PROT C, RFC 4217 §9); empty means the server's rule
     */
    public record Transport(boolean tlsRequired, Optional<Resumption> resumption, boolean lenientUploads,
            Optional<Boolean> clearData) {

        /** TLS required, everything else by the server's rule. */
        public static final Transport STRICT = new Transport(true, Optional.empty(), false, Optional.empty());

        /** Whether data may travel in clear, where the server's rule is {@code byDefault}. */
        public boolean admitsClear(boolean byDefault) {
            return clearData.orElse(byDefault);
        }

        /** Whether the user may log in without TLS: where no data may travel in clear no transfer could ever follow. */
        public boolean admitsClearLogin(boolean byDefault) {
            return !tlsRequired && admitsClear(byDefault);
        }
    }
}
