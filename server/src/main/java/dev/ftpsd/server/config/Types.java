package dev.ftpsd.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.ftpsd.auth.Account.Resumption;
import dev.ftpsd.auth.AddressRange;
import dev.ftpsd.auth.CertificateName;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.yaml.Quoted;
import dev.ftpsd.server.config.yaml.Shown;
import dev.ftpsd.server.config.yaml.Type;
import dev.ftpsd.tls.HostName;

/** The types of values that the files know, by the names that the JSON Schema has for them. */
final class Types {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");

    static final Type<String> TEXT = new Type<>("text", Types::printable);

    static final Type<Boolean> BOOLEAN = new Type<>("boolean", text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(Quoted.of(text) + " is neither true nor false");
    });

    static final Type<Integer> COUNT = Type.of("count", "0 (unlimited) to 999999999", Types::number);

    static final Type<Integer> PORT =
            Type.of("port", "1 to 65535, or 0 for a free one, another at each start", text -> {
                var port = number(text);
                Checks.between(0, 65535, port, "port");
                return port;
            });

    static final Type<PortSet> PORTS = new Type<>("ports", PortSet::parse);

    static final Type<Duration> DURATION = Type.of("duration", "500ms, 30s, 5m, 2h or 7d", Units::duration);

    static final Type<ByteSize> SIZE = Type.of("size", "64KiB, 10MiB, 2GB or unlimited", ByteSize::parse);

    /** A size that something must keep below. */
    static final Type<ByteSize> SIZE_LIMIT = Type.of("size", "64KiB, 10MiB, 2GB, or 0 or unlimited for no limit",
            ByteSize::parseLimit);

    static final Type<Rate> RATE = Type.of("rate", "5MiB/s, or 0 or unlimited for no limit", Rate::parse);

    static final Type<DiskReserve> DISK_RESERVE = Type.of("disk reserve", "1% or 10GiB", DiskReserve::parse);

    static final Type<InetAddress> ADDRESS = Type.of("address", "192.0.2.1, 2001:db8::1 or ::", text -> {
        Checks.that(text.indexOf('/') < 0, "a network");
        return AddressRange.parse(text).network();
    });

    /** The name of a host that certificates and clients name, as text. */
    static final Type<HostName> HOST_NAME = new Type<>("text", text -> HostName.parse(text)
            .orElseThrow(() -> new IllegalArgumentException(
                    Quoted.of(text) + " is not a host name, such as ftp.example.org or *.example.org")));

    /** A host that clients connect to. */
    static final Type<String> HOST = Type.of("host",
            "ftp.example.org or 203.0.113.7, without https://, port and path", Types::host);

    /** The same, or the empty text for none. */
    static final Type<String> HOST_OR_NONE = new Type<>("optional host",
            text -> text.isEmpty() ? text : HOST.parser().apply(text));

    /** A client's certificate, in one of several ways, as text. */
    static final Type<CertificateName> CERTIFICATE = new Type<>("text", CertificateName::parse);

    static final Type<AddressRange> NETWORK = new Type<>("network", AddressRange::parse);

    /** Permission bits, as text of three octal digits: a number 027 would be 23 to some readers and 27 to others. */
    static final Type<Integer> OCTAL_BITS = Type.of("octal", "\"027\"", text -> {
        Checks.that(OCTAL.matcher(text).matches(), "not octal");
        return Integer.parseInt(text, 8);
    }).shownAs(bits -> "%03o".formatted(bits));

    static final Type<Path> PATH = Type.of("path", "a path", text -> {
        Checks.that(!text.isEmpty(), "empty");
        return Path.of(text);
    });

    /** A path, or the empty text for none. */
    static final Type<Optional<Path>> PATH_OR_NONE = Type.of("optional path", "a path or \"\"",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));

    /** A secret, or the empty text for none. Never fails, so that no message could show it. */
    static final Type<Optional<Secret>> SECRET_OR_NONE = new Type<>("secret",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text)),
            secret -> secret.isPresent() ? Shown.MASK : "");

    static final Type<PasswordHash> PASSWORD_HASH =
            new Type<>("password hash", PasswordHash::parse, hash -> Shown.MASK);

    static final Type<ZoneId> ZONE = Type.of("time zone", "UTC or Europe/Berlin", Types::zone);

    static final Type<OffsetDateTime> MOMENT = Type.of("moment", "2027-01-31T00:00Z", text -> {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a moment", e);
        }
    });

    static final Type<Resumption> RESUMPTION = Type.words(Resumption.values(), Types::word);

    /** The version of the file's form, which the reader must be told before it trusts the rest. */
    static final Type<String> VERSION = Type.words("version", Map.of("1", "1"), Map.of());

    private Types() {}

    static <T extends Worded> Type<T> words(T[] constants) {
        return Type.words(constants, Worded::word);
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone", e);
        }
    }

    /** A name in the letters that name servers know; an address as it is written. */
    private static String host(String text) {
        var isAscii = text.chars().allMatch(character -> character < 128);
        return HostName.parse(text).filter(name -> !name.isWildcard()).map(name -> isAscii ? text : name.text())
                .orElseGet(() -> ADDRESS.parser().andThen(_ -> text).apply(text));
    }

    static String printable(String text) {
        Checks.that(text.codePoints().noneMatch(Character::isISOControl), "holds a control character");
        return text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static int number(String text) {
        Checks.that(NUMBER.matcher(text).matches(), "not a number");
        return Integer.parseInt(text);
    }
}
