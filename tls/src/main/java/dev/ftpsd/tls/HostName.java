package dev.ftpsd.tls;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host name as certificates, SNI (RFC 6066 §3) and HOST (RFC 7151) compare it: in lower case, in A-labels, without the dot of
 * the root.
 *
 * @param text such as {@code ftp.example.org}, or {@code *.example.org} where a wildcard was allowed
 */
public record HostName(String text) {

    private static final int LONGEST = 253;
    private static final Pattern LABELS = Pattern.compile(
            "(\\*\\.)?[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

    public HostName {
        if (text.length() > LONGEST || !LABELS.matcher(text).matches() || NUMERIC.matcher(text).matches()) {
            throw new IllegalArgumentException("not a host name: " + text.length() + " characters");
        }
    }

    /** The name that a client or an administrator wrote; empty where it is none, such as an address. */
    public static Optional<HostName> parse(String text) {
        try {
            var wildcard = text.startsWith("*.") ? "*." : "";
            var rest = text.substring(wildcard.length());
            var ascii = IDN.toASCII(rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest);
            return Optional.of(new HostName(wildcard + ascii.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it stands for all names that have one label more than what follows its star. */
    public boolean isWildcard() {
        return text.startsWith("*.");
    }

    /**
     * Whether this name, which may be a wildcard, covers {@code name}. A star is the whole first label and stands for one label
     * (RFC 6125 §6.4.3): {@code *.example.org} covers {@code ftp.example.org} and neither {@code example.org} nor
     * {@code a.b.example.org}.
     */
    public boolean covers(HostName name) {
        if (!isWildcard()) {
            return text.equals(name.text);
        }
        var firstDot = name.text.indexOf('.');
        return firstDot > 0 && !name.isWildcard() && text.substring(1).equals(name.text.substring(firstDot));
    }

    @Override
    public String toString() {
        return text;
    }
}
