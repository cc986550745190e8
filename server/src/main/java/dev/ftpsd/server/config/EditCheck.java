package dev.ftpsd.server.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.ftpsd.auth.UserDirectory;
import dev.ftpsd.auth.UserRecord;

/**
 * Whether an edit of a users file does what it should to one user, and nothing to all others. YAML has more ways to write a list than
 * an edit of its text can know; what has come of it is therefore read before it counts.
 *
 * @param name of the user
 * @param wanted what the user is behind the edit; empty for one who is not there
 */
record EditCheck(String name, Predicate<Optional<UserRecord>> wanted) {

    /** @throws EditRefusedException if it does something else */
    void check(UserDirectory before, UserDirectory after) throws EditRefusedException {
        var old = others(before);
        var now = others(after);
        var areLeft = old.keySet().equals(now.keySet())
                && old.values().stream().allMatch(user -> user.says(now.getOrDefault(user.name(), user)));
        if (!areLeft || !wanted.test(after.find(name))) {
            throw new EditRefusedException(
                    "the entry of " + name + " hangs together with others, by an anchor (&) and aliases"
                            + " (*) perhaps, and would take them along: change it by hand");
        }
    }

    private Map<String, UserRecord> others(UserDirectory users) {
        return users.users().stream().filter(user -> !user.name().equals(name))
                .collect(Collectors.toMap(UserRecord::name, Function.identity()));
    }
}
