package dev.ftpsd.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.ftpsd.server.address.HostLookup;
import dev.ftpsd.server.address.Neighbourhood;
import dev.ftpsd.server.address.NetworkTable;
import dev.ftpsd.server.address.PassiveHost;
import dev.ftpsd.server.config.Settings;

/** Where this process stands: its networks, its gateway, and whether it is in a container with a network of its own. */
final class Surroundings {

    private static final Path DEVICES = Path.of("/sys/class/net");

    private Surroundings() {}

    /** Whom PASV names, here; the names of these settings are looked up already. */
    static PassiveHost passiveHost(Settings start) {
        var host = new PassiveHost(ofThisMachine(), HostLookup.ofThisMachine());
        Thread.ofVirtual().name("lookup").start(() -> host.prepare(start));
        return host;
    }

    private static Neighbourhood ofThisMachine() {
        return new NetworkTable(NetworkTable::ofInterfaces, DefaultGateway::ofNow, isContainer(), System::nanoTime);
    }

    /** A container that shares the host's network sees its devices, and the host's addresses are its own. */
    private static boolean isContainer() {
        var isMarked = Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"))
                || System.getenv("KUBERNETES_SERVICE_HOST") != null;
        return isMarked && !hasDevice();
    }

    private static boolean hasDevice() {
        try (var devices = Files.list(DEVICES)) {
            return devices.anyMatch(device -> Files.exists(device.resolve("device")));
        } catch (IOException e) {
            return false;
        }
    }
}
