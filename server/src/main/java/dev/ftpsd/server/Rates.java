package dev.ftpsd.server;

import java.util.function.Function;
import java.util.function.Supplier;

import dev.ftpsd.auth.UserLimits;
import dev.ftpsd.server.config.Settings;
import dev.ftpsd.server.transfer.Bandwidth;

/** How fast bytes may move: of the server and of each user, as the settings in force say. */
final class Rates {

    private Rates() {}

    /** @param limits of a user at this moment, by name */
    static Bandwidth of(Supplier<Settings> settings, Function<String, UserLimits> limits) {
        return new Bandwidth(
                new Bandwidth.Rates<>(() -> settings.get().limits().rateIn().bytesPerSecond(),
                        () -> settings.get().limits().rateOut().bytesPerSecond()),
                new Bandwidth.Rates<>(name -> limits.apply(name).rateIn(), name -> limits.apply(name).rateOut()),
                System::nanoTime);
    }
}
