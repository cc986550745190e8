package dev.ftpsd.server.command.login;

import dev.ftpsd.server.command.CommandContext;
import dev.ftpsd.server.command.HostNames;
import dev.ftpsd.tls.HostName;

/**
 * The names in the settings: {@code server.public-host}, and those of {@code tls.hosts}, which clients also send as SNI. The
 * address at which the client has arrived is one too.
 */
public final class ConfiguredNames implements HostNames {

    @Override
    public boolean knows(CommandContext context, String host) {
        var settings = context.settings();
        return settings.server().publicHost().equalsIgnoreCase(host)
                || HostName.parse(host).filter(name -> settings.tls().hosts().stream()
                        .anyMatch(served -> served.name().covers(name))).isPresent()
                || context.session().server().getAddress().getHostAddress().equals(host);
    }
}
