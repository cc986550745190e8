package dev.ftpsd.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.auth.AddressRules;
import dev.ftpsd.auth.AddressRules.Action;
import dev.ftpsd.server.config.ListenerSettings.ProxyProtocol;
import dev.ftpsd.server.config.ListenerSettings.TlsMode;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Section;

/** The keys of {@code listeners}, and the {@code from} rules that users have too. */
final class ListenerSchema {

    private ListenerSchema() {}

    static List<ListenerSettings> read(Section top) {
        var names = new HashMap<String, Origin>();
        var listeners = top.sections("listeners", in -> read(in, names), ListenerSettings.DEFAULTS);
        if (listeners.isEmpty()) {
            top.error("listeners", "at least one listener is needed");
            return ListenerSettings.DEFAULTS;
        }
        return listeners;
    }

    private static ListenerSettings read(Section in, Map<String, Origin> names) {
        var name = in.require("name", Types.TEXT);
        name.ifPresent(text -> {
            var earlier = names.putIfAbsent(text, in.origin());
            if (earlier != null) {
                in.error("name", "another listener has this name, at line " + earlier.line());
            }
        });
        var tls = in.get("tls", Types.words(TlsMode.values()), TlsMode.REQUIRED);
        if (tls == TlsMode.OPTIONAL || tls == TlsMode.OFF) {
            in.warning("tls", "passwords and files may cross the network in clear");
        }
        var proxy = in.get("proxy-protocol", Types.words(ProxyProtocol.values()), ProxyProtocol.OFF);
        var proxies = in.list("proxy-from", Types.NETWORK, List.of());
        if (proxy == ProxyProtocol.REQUIRED && proxies.isEmpty()) {
            in.error("proxy-protocol", "nobody could connect: name the addresses of the proxies in proxy-from");
        }
        return new ListenerSettings(name.orElse("unnamed"),
                in.get("address", Types.ADDRESS, AddressRange.parse("::").network()),
                in.require("port", Types.PORT).orElse(0),
                tls,
                proxy,
                proxies,
                from(in).orElse(AddressRules.ANYWHERE));
    }

    /** The rules under {@code from}; empty where the key is absent. */
    static Optional<AddressRules> from(Section in) {
        var rules = in.sections("from", ListenerSchema::rule, List.of()).stream().flatMap(Optional::stream).toList();
        return in.has("from") ? Optional.of(new AddressRules(rules)) : Optional.empty();
    }

    private static Optional<AddressRules.Rule> rule(Section in) {
        var allow = in.find("allow", Types.NETWORK);
        var deny = in.find("deny", Types.NETWORK);
        if (in.has("allow") == in.has("deny")) {
            throw new IllegalArgumentException("needs either allow or deny");
        }
        return allow.map(range -> new AddressRules.Rule(Action.ALLOW, range))
                .or(() -> deny.map(range -> new AddressRules.Rule(Action.DENY, range)));
    }
}
