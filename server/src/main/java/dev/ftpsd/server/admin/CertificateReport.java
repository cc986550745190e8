package dev.ftpsd.server.admin;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.certificate.ServedPair;
import dev.ftpsd.tls.KeyMaterial;

/** Certificates as text for people and as JSON for programs. */
final class CertificateReport {

    private CertificateReport() {}

    /** @param footer lines about none of them alone */
    static String text(List<ServedPair> pairs, List<String> footer, Instant now) {
        var text = new StringBuilder();
        for (var pair : pairs) {
            text.append(pair.hostWords()).append("  ").append(pair.certificate()).append('\n');
            facts(pair, now).forEach((name, value) -> text.append("  %-9s %s%n".formatted(name, words(value))));
            pair.remarks().forEach(remark -> text.append("  note      ").append(remark).append('\n'));
            pair.problem().ifPresent(problem -> text.append("  PROBLEM   ").append(problem).append('\n'));
            text.append('\n');
        }
        footer.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    static String json(List<ServedPair> pairs, List<String> others, Instant now) {
        var objects = pairs.stream().map(pair -> {
            var members = new LinkedHashMap<String, Object>();
            members.put("host", pair.hostWords());
            members.put("file", pair.certificate().toString());
            members.putAll(facts(pair, now));
            members.put("notes", pair.remarks());
            members.put("problems", pair.problem().map(List::of).orElse(List.of()));
            return object(members);
        }).collect(Collectors.joining(",\n  ", "[\n  ", "]"));
        return "{\"certificates\": " + objects + ",\n\"problems\": " + value(others) + "}\n";
    }

    private static Map<String, Object> facts(ServedPair pair, Instant now) {
        var facts = new LinkedHashMap<String, Object>();
        pair.material().ifPresent(material -> {
            var leaf = material.certificate();
            facts.put("subject", leaf.getSubjectX500Principal().toString());
            facts.put("names", names(leaf));
            facts.put("issuer", leaf.getIssuerX500Principal().toString());
            facts.put("key", kind(leaf.getPublicKey()));
            facts.put("key-file", pair.key().toString());
            facts.put("from", day(leaf.getNotBefore().toInstant()));
            facts.put("until", day(material.expires()));
            facts.put("days-left", Duration.between(now, material.expires()).toDays());
            facts.put("sha-256", material.fingerprint());
            facts.put("chain", chain(material));
        });
        return facts;
    }

    /** Those behind the first, from its issuer up. */
    private static List<String> chain(KeyMaterial material) {
        return material.chain().stream().skip(1).map(above -> above.getSubjectX500Principal().toString()).toList();
    }

    private static List<String> names(X509Certificate leaf) {
        var names = new ArrayList<String>();
        try {
            var found = leaf.getSubjectAlternativeNames();
            if (found != null) {
                found.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            names.add("(cannot be read)");
        }
        return names;
    }

    private static String kind(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> "RSA, " + rsa.getModulus().bitLength() + " bits";
            case ECKey ec -> "ECDSA, " + ec.getParams().getCurve().getField().getFieldSize() + " bits";
            default -> key.getAlgorithm();
        };
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private static String words(Object value) {
        return value instanceof List<?> list
                ? list.isEmpty() ? "-" : list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }

    private static String object(Map<String, Object> members) {
        return members.entrySet().stream().map(member -> quoted(member.getKey()) + ": " + value(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case List<?> list ->
                    list.stream().map(CertificateReport::value).collect(Collectors.joining(", ", "[", "]"));
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    /** RFC 8259 §7. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> {
            if (unit == '"' || unit == '\\') {
                quoted.append('\\').append((char) unit);
            } else if (unit < ' ') {
                quoted.append("\\u%04x".formatted(unit));
            } else {
                quoted.append((char) unit);
            }
        });
        return quoted.append('"').toString();
    }
}
