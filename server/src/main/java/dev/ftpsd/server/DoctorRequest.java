package dev.ftpsd.server;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.ftpsd.server.admin.ExitCodes;
import dev.ftpsd.server.admin.socket.Answer;
import dev.ftpsd.server.config.ListenerSettings;
import dev.ftpsd.tls.KeyMaterial;

/** What {@code ftpsd doctor} must know of a running server to visit it as a client does. */
final class DoctorRequest {

    /** RFC 5737: nobody in particular. */
    private static final InetSocketAddress SOMEBODY = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

    private final Ftpsd server;

    DoctorRequest(Ftpsd server) {
        this.server = server;
    }

    Answer answer() {
        var pass = server.reception().pass().issue();
        var settings = server.settings();
        var body = new LinkedHashMap<String, Object>();
        body.put("user", pass.name());
        body.put("password", pass.password());
        body.put("public-host", settings.server().publicHost());
        body.put("told-outside", server.reception().passiveHost().outside(settings, ownAddress())
                .map(InetAddress::getHostAddress).orElse(""));
        body.put("advertised", server.reception().passiveHost().advertised(settings).entrySet().stream()
                .map(host -> Map.of("host", host.getKey(), "address",
                        host.getValue().map(InetAddress::getHostAddress).orElse("")))
                .toList());
        body.put("client-certificate", settings.tls().clientCertificate().word());
        body.put("fingerprints", server.tls().keys().all().stream().map(KeyMaterial::fingerprint).toList());
        body.put("listeners", listeners(server.listeners()));
        return new Answer(ExitCodes.OK, "a pass for two minutes", body);
    }

    private List<Map<String, Object>> listeners(List<ListenerSettings> listeners) {
        var rows = new ArrayList<Map<String, Object>>();
        var addresses = server.controlAddresses();
        for (var index = 0; index < Math.min(listeners.size(), addresses.size()); index++) {
            var listener = listeners.get(index);
            var row = new LinkedHashMap<String, Object>();
            row.put("name", listener.name());
            row.put("address", addresses.get(index).getAddress().getHostAddress());
            row.put("port", (long) addresses.get(index).getPort());
            row.put("tls", listener.tls().word());
            row.put("proxied", listener.isBehindProxy());
            rows.add(row);
        }
        return rows;
    }

    /** The address that clients from outside come to, as far as this machine knows: that of its way out. Nothing is sent. */
    private static InetAddress ownAddress() {
        try (var probe = new DatagramSocket()) {
            probe.connect(SOMEBODY);
            return probe.getLocalAddress();
        } catch (SocketException | UncheckedIOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
