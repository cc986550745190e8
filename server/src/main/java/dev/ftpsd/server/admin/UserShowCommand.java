package dev.ftpsd.server.admin;

import java.time.Instant;
import java.util.concurrent.Callable;

import dev.ftpsd.auth.UserRecord;
import dev.ftpsd.server.audit.Json;
import dev.ftpsd.server.config.UnknownUser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ftpsd user show}: all that holds for one user. */
@Command(name = "show", mixinStandardHelpOptions = true, description = {
        "Shows what holds for a user, after defaults and groups: login, home, rights with their lines, limits.",
        "Where there is a quota the home is counted for it. Reads the files as they are now, whether a server runs or not."},
        footerHeading = "%nExamples:%n",
        footer = {"  ftpsd user show acme", "  ftpsd user show acme --json | jq .rights"})
final class UserShowCommand implements Callable<Integer> {

    @Mixin
    private final UsersReading reading = new UsersReading();

    @Parameters(paramLabel = "NAME", description = "The user, as in users.yaml.")
    private String name = "";

    @Override
    public Integer call() {
        return reading.read((loaded, line) -> {
            var user = loaded.users().find(name);
            if (user.isEmpty()) {
                line.getErr().println(UnknownUser.words(name, loaded));
                return ExitCodes.REFUSED;
            }
            show(user.get(), line);
            return ExitCodes.OK;
        });
    }

    private void show(UserRecord user, CommandLine line) {
        LimitsNote.Counting usage = () -> CountedHome.of(user.account(), reading.conf().installation());
        if (reading.json()) {
            line.getOut().println(Json.write(UserMembers.of(user, Instant.now(), usage)));
        } else {
            UserPortrait.lines(user, Instant.now(), reading.conf(), usage).forEach(line.getOut()::println);
        }
    }
}
