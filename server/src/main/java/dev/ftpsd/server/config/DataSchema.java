package dev.ftpsd.server.config;

import java.util.List;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.server.config.ActiveSettings.SourcePort;
import dev.ftpsd.server.config.DataSettings.Advertise;
import dev.ftpsd.server.config.DataSettings.CloseNotify;
import dev.ftpsd.server.config.DataSettings.Protection;
import dev.ftpsd.server.config.DataSettings.Relaxation;
import dev.ftpsd.server.config.yaml.Section;

/** The keys of {@code data}. */
final class DataSchema {

    /** Stands in where a network is missing, which is reported. */
    private static final AddressRange NOWHERE = AddressRange.parse("127.0.0.1");

    private DataSchema() {}

    static DataSettings read(Section in) {
        var defaults = DataSettings.DEFAULTS;
        return new DataSettings(
                in.get("ports", Types.PORTS, defaults.ports()),
                in.sections("advertise", DataSchema::advertise, defaults.advertise()),
                in.section("active", DataSchema::active).orElse(defaults.active()),
                in.get("resumption", Types.RESUMPTION, defaults.resumption()),
                in.get("protection", Types.words(Protection.values()), defaults.protection()),
                in.sections("relax", DataSchema::relax, defaults.relax()),
                in.get("accept-timeout", Types.DURATION, defaults.acceptTimeout()),
                in.get("claim-timeout", Types.DURATION, defaults.claimTimeout()),
                in.get("stall-timeout", Types.DURATION, defaults.stallTimeout()),
                in.get("upload-close-notify", Types.words(CloseNotify.values()), defaults.uploadCloseNotify()));
    }

    private static Advertise advertise(Section in) {
        if (!in.has("clients")) {
            in.error("clients", "missing: name the networks that the rule is for");
        }
        var host = in.require("host", Types.HOST).orElse(Advertise.LOCAL);
        if (isEveryAddress(host)) {
            in.error("host", "no client can connect to " + host + ": name the address that these clients reach");
        } else {
            adviseOnHost(in, "host", host);
        }
        return new Advertise(in.list("clients", Types.NETWORK, List.of(NOWHERE)), host);
    }

    /** Whether it is 0.0.0.0 or ::, which means every address to whoever binds, and none to whoever connects. */
    static boolean isEveryAddress(String host) {
        return host.matches("0+(\\.0+){0,3}|[0:]*::[0:]*");
    }

    /** PASV has no place for an address of IPv6 (RFC 2428 §1); one that holds an IPv4 address has dots as well. */
    static void adviseOnHost(Section in, String key, String host) {
        if (host.indexOf(':') >= 0 && host.indexOf('.') < 0) {
            in.warning(key,
                    "PASV cannot tell an IPv6 address: name one of IPv4, or a name that has one; EPSV needs none");
        }
    }

    private static ActiveSettings active(Section in) {
        var defaults = ActiveSettings.DEFAULTS;
        return new ActiveSettings(
                in.get("enabled", Types.BOOLEAN, defaults.enabled()),
                in.get("source-port", Types.words(SourcePort.values()), defaults.sourcePort()),
                in.get("ports-from", Types.PORT, defaults.portsFrom()));
    }

    private static Relaxation relax(Section in) {
        return new Relaxation(
                in.require("from", Types.NETWORK).orElse(NOWHERE),
                in.require("resumption", Types.RESUMPTION).orElse(Resumption.REQUIRED));
    }
}
