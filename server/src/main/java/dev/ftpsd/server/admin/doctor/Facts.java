package dev.ftpsd.server.admin.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.ftpsd.server.admin.socket.Answer;

/**
 * What the server says of itself.
 *
 * @param user good for this visit
 * @param password of that user
 * @param publicHost {@code server.public-host}; empty for none
 * @param toldOutside the address that PASV names to a client outside; empty for none
 * @param advertised the hosts of {@code data.advertise}, and the address of each; empty for none
 * @param clientCertificate the word of {@code tls.client-certificate}
 * @param fingerprints SHA-256 of its certificates, as {@code 3A:9F:...}
 */
record Facts(String user, String password, String publicHost, String toldOutside, Map<String, String> advertised,
        String clientCertificate, Set<String> fingerprints, List<Listener> listeners) {

    /**
     * Where clients connect.
     *
     * @param tls the word of the configuration
     * @param proxied whether a PROXY header comes first
     */
    record Listener(String name, String address, int port, String tls, boolean proxied) {

        boolean isImplicit() {
            return tls.equals("implicit");
        }

        boolean isClear() {
            return tls.equals("off");
        }

        @Override
        public String toString() {
            return "listener " + name + ", port " + port;
        }
    }

    static Facts of(Answer answer) {
        var listeners = answer.rows("listeners").stream()
                .map(row -> new Listener(String.valueOf(row.get("name")), String.valueOf(row.get("address")),
                        row.get("port") instanceof Number port ? port.intValue() : 0, String.valueOf(row.get("tls")),
                        Boolean.TRUE.equals(row.get("proxied"))))
                .toList();
        return new Facts(text(answer, "user"), text(answer, "password"), text(answer, "public-host"),
                text(answer, "told-outside"), advertised(answer), text(answer, "client-certificate"),
                fingerprints(answer), listeners);
    }

    private static Map<String, String> advertised(Answer answer) {
        var hosts = new LinkedHashMap<String, String>();
        answer.rows("advertised")
                .forEach(row -> hosts.put(String.valueOf(row.get("host")), String.valueOf(row.get("address"))));
        return hosts;
    }

    private static Set<String> fingerprints(Answer answer) {
        return answer.body().get("fingerprints") instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.toSet()) : Set.of();
    }

    private static String text(Answer answer, String name) {
        return String.valueOf(answer.body().getOrDefault(name, ""));
    }
}
