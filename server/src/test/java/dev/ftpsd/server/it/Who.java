package dev.ftpsd.server.it;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What {@code ftpsd who} says of a running server.
 *
 * @param sessions that are logged in
 * @param transfers of these, those in the middle of one
 */
record Who(long sessions, long transfers) {

    private static final Pattern USER = Pattern.compile("\"user\": *\"[^\"]+\"");
    private static final Pattern TRANSFER = Pattern.compile("\"transfer\": *\\{");

    static Who ask(Site site) throws IOException, InterruptedException {
        var output = RunningTree.command(site).run("who", "--json", "--conf", site.conf().toString()).succeeds()
                .output();
        return new Who(USER.matcher(output).results().count(), TRANSFER.matcher(output).results().count());
    }
}
