package dev.ftpsd.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** All users at one moment, by name. It never changes: a reload makes a new one. */
public final class UserDirectory {

    /** Nobody. */
    public static final UserDirectory EMPTY = UserDirectory.of(List.of());

    private final Map<String, UserRecord> byName;
    private final List<UserRecord> records;
    private final List<PasswordHash> hashes;
    private final Set<Account.Transport> transports;
    private final Set<Account.Transport> withPassword;
    private final @Nullable UserRecord anonymous;

    private UserDirectory(Map<String, UserRecord> byName, @Nullable UserRecord anonymous) {
        this.byName = byName;
        this.anonymous = anonymous;
        this.records = List.copyOf(byName.values());
        this.hashes = byName.values().stream().flatMap(user -> Optional.ofNullable(user.password()).stream()).toList();
        // Few, however many users there are: strangers may ask for them at each command.
        this.transports = transports(user -> true);
        this.withPassword = transports(user -> !user.proofs().accepted().equals(Set.of(LoginMethod.CERTIFICATE)));
    }

    /** Of those who are not kept out. */
    private Set<Account.Transport> transports(Predicate<UserRecord> whose) {
        return Stream.concat(records.stream(), Stream.ofNullable(anonymous))
                .filter(user -> user.admission().enabled()).filter(whose)
                .map(user -> user.account().transport()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A directory of these users, in their order.
     *
     * @throws IllegalArgumentException if two have the same name; the message names it and both places
     */
    public static UserDirectory of(Collection<UserRecord> users) {
        var byName = new LinkedHashMap<String, UserRecord>();
        for (var user : users) {
            var earlier = byName.putIfAbsent(user.name(), user);
            if (earlier != null) {
                throw new IllegalArgumentException("user '" + user.name() + "' at " + user.origin()
                        + " is already defined at " + earlier.origin() + ": remove or rename one of them");
            }
        }
        return new UserDirectory(byName, null);
    }

    /**
     * The same users and one more.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public UserDirectory with(UserRecord user) {
        var all = new ArrayList<>(records);
        all.add(user);
        return new UserDirectory(of(all).byName, anonymous);
    }

    /** The same users, and everybody who gives the name {@code anonymous} or {@code ftp} in whatever case. */
    public UserDirectory withAnonymous(UserRecord everybody) {
        return new UserDirectory(byName, everybody);
    }

    /** Who comes without a name of their own, if they may. */
    public Optional<UserRecord> anonymous() {
        return Optional.ofNullable(anonymous);
    }

    /**
     * The user of that name, compared exactly: no folding of case, no trimming. The names of anonymous alone are the
     * same in upper and lower case, since people type them so; a user who really has one of them comes first.
     */
    public Optional<UserRecord> find(String name) {
        var user = byName.get(name);
        return user == null && isAnonymous(name) ? anonymous() : Optional.ofNullable(user);
    }

    private static boolean isAnonymous(String name) {
        return name.equalsIgnoreCase("anonymous") || name.equalsIgnoreCase("ftp");
    }

    /** All users in the order of the files, without anonymous. */
    public List<UserRecord> users() {
        return records;
    }

    /**
     * Whether there is somebody whose data may travel in clear.
     *
     * @param byDefault the server's rule, for all who have none of their own
     */
    public boolean admitsClear(boolean byDefault) {
        return transports.stream().anyMatch(transport -> transport.admitsClear(byDefault));
    }

    /**
     * Whether there is somebody who may log in without TLS.
     *
     * @param byDefault as of {@link #admitsClear}
     */
    public boolean admitsClearLogin(boolean byDefault) {
        return withPassword.stream().anyMatch(transport -> transport.admitsClearLogin(byDefault));
    }

    /** The hash of every user that has one. */
    List<PasswordHash> hashes() {
        return hashes;
    }
}
