package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

import dev.ftpsd.server.admin.doctor.Facts.Listener;

import static dev.ftpsd.server.admin.doctor.Over.expect;

/**
 * Visits each listener through the address that clients are told: control connection, TLS, login, and a listing over EPSV and one
 * over PASV. The first thing that fails ends the visit of its listener, since nothing behind it can be seen.
 */
final class Doctor {

    private static final String IN_THE_WAY = "is something on the way that inspects FTP or TLS?";

    private final Facts facts;
    private final Optional<String> host;
    private final Consumer<Finding> found;
    private boolean explicitAnswers;

    /**
     * A visit.
     *
     * @param host where to connect to instead of the public host
     * @param found hears what is seen, as it is seen
     */
    Doctor(Facts facts, Optional<String> host, Consumer<Finding> found) {
        this.facts = facts;
        this.host = host.or(() -> Optional.of(facts.publicHost()).filter(name -> !name.isEmpty()));
        this.found = found;
    }

    /** Looks at everything. */
    void look() {
        toldOutside();
        facts.advertised().forEach(this::advertised);
        for (var listener : facts.listeners().stream().sorted(Comparator.comparing(Listener::isImplicit)).toList()) {
            if (listener.isClear()) {
                found.accept(Finding.note(listener + " has no TLS", "it is left out; set its tls"));
            } else if (listener.proxied() && host.isEmpty()) {
                found.accept(Finding.note(listener + " takes connections of its proxies alone",
                        "name the proxy's address: ftpsd doctor --host, or server.public-host"));
            } else {
                visit(listener);
            }
        }
    }

    private void toldOutside() {
        var told = facts.toldOutside();
        if (facts.publicHost().isEmpty()) {
            found.accept(Finding.note("server.public-host is empty, so PASV tells clients from outside "
                    + (told.isEmpty() ? "nothing" : told),
                    "behind NAT or in a container set it to the address that they reach"));
        } else if (told.isEmpty()) {
            found.accept(Finding.problem(
                    "server.public-host " + facts.publicHost() + " has no IPv4 address, which PASV needs",
                    "is the name right, and does this machine's name server know it?"));
        } else {
            found.accept(isPrivate(told)
                    ? Finding.note("PASV tells clients from outside " + told + ", which is private",
                            "where clients come from the Internet set server.public-host or data.advertise")
                    : Finding.ok("PASV tells clients from outside " + told));
        }
    }

    private void advertised(String name, String address) {
        if (address.isEmpty()) {
            found.accept(
                    Finding.problem("data.advertise names " + name + ", which has no IPv4 address, which PASV needs",
                            "is the name right, and does this machine's name server know it?"));
        } else if (!name.equals(address)) {
            found.accept(Finding.ok("data.advertise names " + name + ", which is " + address));
        }
    }

    private static boolean isPrivate(String literal) {
        var address = InetAddress.ofLiteral(literal);
        return address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress();
    }

    private void visit(Listener listener) {
        var place = host.orElse(InetAddress.ofLiteral(listener.address()).isAnyLocalAddress() ? "127.0.0.1"
                : listener.address());
        try (var visit = connected(listener, place)) {
            walk(visit, listener, listener + " at " + place);
        } catch (Over e) {
            found.accept(e.isClosed() && listener.isImplicit() && explicitAnswers && host.isPresent()
                    ? unpublished(e.finding()) : e.finding());
        } catch (IOException e) {
            // It is over: nobody waits for the end of the connection.
        }
    }

    /** Whoever publishes the explicit listener alone, as our container does, lacks nothing. */
    private static Finding unpublished(Finding closed) {
        return Finding.note(closed.text(), "no matter, unless some clients know nothing but implicit TLS; for them: "
                + closed.remedy());
    }

    private void walk(Visit visit, Listener listener, String where) throws Over {
        try {
            secured(visit, listener, where);
            loggedIn(visit, listener);
            var data = new DataVisit(visit, found);
            data.extendedPassive();
            // Whoever asks from the machine itself may be told its own address: what counts is what those outside are told.
            data.passive(Optional.of(facts.toldOutside()).filter(told -> host.isPresent() && !told.isEmpty()));
            visit.ask("QUIT");
        } catch (SSLException e) {
            throw broken(visit, where + ": " + Over.words(e), IN_THE_WAY);
        } catch (IOException e) {
            throw broken(visit, where + ": " + Over.words(e), "the server's log may say more");
        }
    }

    /** The finding for a connection that broke. Under TLS 1.3 a client without certificate is refused behind the handshake. */
    private Over broken(Visit visit, String text, String remedy) {
        if (!visit.isAskedForCertificate() || facts.clientCertificate().equals("wanted")) {
            return new Over(text, remedy);
        }
        return facts.clientCertificate().equals("required")
                ? new Over(text + ": the server demands a certificate of its clients, and the doctor has none",
                        "tls.client-certificate is required; as long as it is, only a client that has one sees more")
                : new Over(text + ": a certificate is demanded of clients, and not by this server",
                        "something on the way ends TLS itself; let it hand on connections as they are");
    }

    private Visit connected(Listener listener, String place) throws Over {
        try {
            var visit = new Visit(place, new InetSocketAddress(InetAddress.getByName(place), listener.port()));
            found.accept(Finding.ok(listener + " answers at " + place));
            explicitAnswers |= !listener.isImplicit();
            return visit;
        } catch (UnknownHostException e) {
            throw new Over(place + " is no name that this machine's name server knows", "set server.public-host");
        } catch (IOException e) {
            throw Over.closed(listener + " at " + place + ": " + Over.words(e),
                    "is the port open, or mapped to the server, on every"
                            + " device on the way (listeners." + listener.name()
                            + ".port)? Do clients reach that address (server.public-host)? A router may hide this from a machine"
                            + " behind it: try from outside, too");
        }
    }

    private void secured(Visit visit, Listener listener, String where) throws IOException, Over {
        if (!listener.isImplicit()) {
            greeted(visit, listener, where);
            expect(visit.ask("AUTH TLS"), 234, "AUTH TLS", "listeners." + listener.name() + ".tls");
        }
        try {
            found.accept(Finding.ok("handshake, " + visit.shakeHands()));
        } catch (IOException e) {
            throw broken(visit, where + ": the handshake fails: " + Over.words(e),
                    listener.isImplicit() ? mapped(listener) : IN_THE_WAY);
        }
        CertificateCheck.of(visit.certificates(), host, Instant.now()).forEach(found);
        CertificateCheck.stranger(visit.certificates().getFirst(), facts.fingerprints(), mapped(listener))
                .ifPresent(found);
        if (listener.isImplicit()) {
            greeted(visit, listener, where);
        }
    }

    private void greeted(Visit visit, Listener listener, String where) throws Over {
        try {
            expect(visit.read(), 220, "the greeting", "listeners." + listener.name());
        } catch (IOException e) {
            throw broken(visit, where + ": no greeting: " + Over.words(e), mapped(listener));
        }
    }

    private static String mapped(Listener listener) {
        return "is the port mapped to that of this listener (listeners." + listener.name()
                + ".port), and does nothing on"
                + " the way inspect FTP or TLS?";
    }

    private void loggedIn(Visit visit, Listener listener) throws IOException, Over {
        expect(visit.ask("USER " + facts.user()), 331, "USER", "listeners." + listener.name() + ", security, limits");
        expect(visit.ask("PASS " + facts.password()), 230, "PASS", "security, limits.sessions");
        expect(visit.ask("PBSZ 0"), 200, "PBSZ", "protocol.commands-denied");
        expect(visit.ask("PROT P"), 200, "PROT P", "protocol.commands-denied");
        found.accept(Finding.ok("login, with a password of this visit alone"));
    }

    /** What the doctor has seen, all of it. */
    static List<Finding> findings(Facts facts, Optional<String> host) {
        var all = new ArrayList<Finding>();
        new Doctor(facts, host, all::add).look();
        return List.copyOf(all);
    }
}
