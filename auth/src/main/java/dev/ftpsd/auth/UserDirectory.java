package dev.ftpsd.auth;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All users at one moment, by name. It never changes: a reload makes a new one. */
public final class UserDirectory {

    /** Nobody. */
    public static final UserDirectory EMPTY = UserDirectory.of(List.of());

    private final Map<String, UserRecord> byName;
    private final List<PasswordHash> hashes;

    private UserDirectory(Map<String, UserRecord> byName) {
        this.byName = byName;
        this.hashes = byName.values().stream().flatMap(user -> Optional.ofNullable(user.password()).stream()).toList();
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
        return new UserDirectory(byName);
    }

    /** The user of that name, compared exactly: no folding of case, no trimming. */
    public Optional<UserRecord> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All users in the order of the files. */
    public List<UserRecord> users() {
        return List.copyOf(byName.values());
    }

    /** The hash of every user that has one. */
    List<PasswordHash> hashes() {
        return hashes;
    }
}
