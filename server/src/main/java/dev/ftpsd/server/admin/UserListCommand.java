package dev.ftpsd.server.admin;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.config.Loaded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ftpsd user list}: who is in the users files. */
@Command(name = "list", mixinStandardHelpOptions = true, description = {
        "Lists the users by name: enabled, disabled or expired, the home, what logs them in, and where they are written.",
        "Reads the files as they are now, whether a server runs or not."},
        footerHeading = "%nExamples:%n",
        footer = {"  ftpsd user list",
                "  ftpsd user list --json | jq -r '.users[] | select(.state != \"enabled\") | .user'"})
final class UserListCommand implements Callable<Integer> {

    @Mixin
    private final UsersReading reading = new UsersReading();

    @Override
    public Integer call() {
        return reading.read((loaded, line) -> {
            var now = Instant.now();
            var users = Stream.concat(loaded.users().users().stream(), loaded.users().anonymous().stream())
                    .sorted(Comparator.comparing(UserRecord::name)).toList();
            if (reading.json()) {
                line.getOut()
                        .println(Json.write(Map.of("users", users.stream().map(user -> member(user, now)).toList())));
            } else {
                lines(users, now).forEach(line.getOut()::println);
                line.getOut().println(sum(users.size(), loaded));
            }
            return ExitCodes.OK;
        });
    }

    private static List<String> lines(List<UserRecord> users, Instant now) {
        var table = new Table("NAME", "STATE", "HOME", "LOGIN", "WRITTEN AT");
        users.forEach(user -> table.row(user.name(), UserWords.state(user, now), user.account().home(),
                UserWords.login(user), user.origin()));
        return table.lines();
    }

    private static String sum(int users, Loaded loaded) {
        return users > 0 ? users + (users == 1 ? " user" : " users")
                : "nobody is in the users files: the user of the first start, "
                        + loaded.settings().users().bootstrap().name() + ", may log in (users.bootstrap)";
    }

    private static Map<String, Object> member(UserRecord user, Instant now) {
        var member = new LinkedHashMap<String, Object>();
        member.put("user", user.name());
        member.put("state", UserWords.state(user, now));
        member.put("home", user.account().home());
        member.put("login", UserWords.methods(user));
        member.put("origin", user.origin());
        return member;
    }
}
