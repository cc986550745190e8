package dev.ftpsd.server.config.certificate;

import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Warns that a list of revoked client certificates is not renewed: in the last fifth of its life, and once more when it is past its
 * nextUpdate (RFC 5280 §5.1.2.5) and every client of its issuer is refused. For one thread.
 */
public final class ListWarnings {

    private static final Logger LOG = LogManager.getLogger(ListWarnings.class);
    private static final int PARTS_OF_LIFE = 5;

    private final Map<X500Principal, Said> said = new HashMap<>();

    /** What was said of the newest list of an issuer. */
    private record Said(Instant end, boolean isStale) {}

    /** Says everything anew at the next look: other lists were loaded. */
    public void reset() {
        said.clear();
    }

    /** Warns of each issuer whose newest list has come near its end, or past it, since the last look. */
    public void look(List<X509CRL> lists, Instant now) {
        var byIssuer = lists.stream().filter(list -> list.getNextUpdate() != null)
                .collect(Collectors.groupingBy(X509CRL::getIssuerX500Principal));
        byIssuer.values().forEach(ofIssuer -> lookAt(newest(ofIssuer), now));
    }

    private static X509CRL newest(Collection<X509CRL> lists) {
        return lists.stream().max(Comparator.comparing(X509CRL::getNextUpdate)).orElseThrow();
    }

    private void lookAt(X509CRL list, Instant now) {
        var end = list.getNextUpdate().toInstant();
        var life = Duration.between(list.getThisUpdate().toInstant(), end);
        if (now.isBefore(end.minus(life.dividedBy(PARTS_OF_LIFE)))) {
            return;
        }
        var news = new Said(end, now.isAfter(end));
        if (!news.equals(said.put(list.getIssuerX500Principal(), news))) {
            LOG.warn("client-crl: the list of {} {}; fetch the next one, the server takes up the new file by itself",
                    list.getIssuerX500Principal(), words(news));
        }
    }

    private static String words(Said news) {
        var when = news.end.truncatedTo(ChronoUnit.SECONDS);
        return news.isStale ? "was good until " + when + ", and every client whose certificate it is about is refused"
                : "is good until " + when + " alone, and then every client whose certificate it is about is refused";
    }
}
