package dev.ftpsd.server;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.ftpsd.auth.BanList;
import dev.ftpsd.server.audit.ConnectionRefusal;
import dev.ftpsd.server.audit.EventLog;
import dev.ftpsd.server.config.BanSettings;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.control.Doorkeeper;

/** Turns away at accept whom {@code security.deny} or a ban shuts out, and at the end everybody, before a handshake costs. */
final class FrontDoor implements Doorkeeper {

    /** What a client of a denied address is told. */
    static final String DENIED = "Your address is not admitted here; ask the administrator.";

    private final Supplier<Settings> settings;
    private final BanList bans;
    private final BooleanSupplier ending;
    private final EventLog events;
    private final ConnectionRate rate = new ConnectionRate(System::nanoTime);
    private final DefaultGateway gateway = new DefaultGateway(System::nanoTime);

    /** @param ending whether the server takes nobody in any more */
    FrontDoor(Supplier<Settings> settings, BanList bans, BooleanSupplier ending, EventLog events) {
        this.settings = settings;
        this.bans = bans;
        this.ending = ending;
        this.events = events;
    }

    /** Bans by these settings, for all but loopback, gateway, proxies and whoever else {@code security.ban.never} names. */
    static BanList bans(Supplier<Settings> settings, BanFile file) throws StartFailure {
        var gateway = new DefaultGateway(System::nanoTime);
        var bans = new BanList(() -> policy(settings.get().security().ban()),
                address -> isNeverBanned(settings.get(), gateway, address), file, BanList.Clocks.SYSTEM);
        file.restore(bans);
        return bans;
    }

    /** Whether many clients may be behind that address: one that is never banned. */
    boolean isTrusted(InetAddress client) {
        return isNeverBanned(settings.get(), gateway, client);
    }

    private static BanList.Policy policy(BanSettings ban) {
        return new BanList.Policy(ban.after(), ban.within(), ban.duration());
    }

    static boolean isNeverBanned(Settings settings, DefaultGateway gateway, InetAddress address) {
        var ban = settings.security().ban();
        return ban.never().stream().anyMatch(network -> network.contains(address))
                || settings.listeners().stream().anyMatch(listener -> listener.isProxy(address))
                || (ban.neverGateway() && gateway.is(address));
    }

    @Override
    public Optional<String> refusal(InetAddress client) {
        if (ending.getAsBoolean()) {
            events.turnedAway(client, ConnectionRefusal.DRAINING);
            return Optional.of("The server is shutting down; try again later.");
        }
        if (settings.get().security().denies(client)) {
            events.turnedAway(client, ConnectionRefusal.DENIED);
            return Optional.of(DENIED);
        }
        if (bans.isBanned(client)) {
            events.turnedAway(client, ConnectionRefusal.BANNED);
            return Optional.of("Your address is shut out for a while; try again later, or ask the administrator.");
        }
        if (!rate.admits(client) && !isTrusted(client)) {
            events.turnedAway(client, ConnectionRefusal.TOO_FAST);
            return Optional.of("Too many connections from your address at once; wait a moment.");
        }
        return Optional.empty();
    }
}
