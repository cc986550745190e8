package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

import dev.ftpsd.server.admin.doctor.Facts.Listener;

/**
 * Visits each listener through the address that clients are told: control connection, TLS, login, and a listing over EPSV and one
 * over PASV. The first thing that fails ends the visit of its listener, since nothing behind it can be seen.
 */
final class Doctor {

    private static final Pattern EXTENDED = Pattern.compile(".*\\(\\|\\|\\|(\\d{1,5})\\|\\).*");
    private static final Pattern PASSIVE = Pattern.compile(".*?(\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+).*");

    private static final String IN_THE_WAY = "is something on the way that inspects FTP or TLS? Are client certificates"
            + " required (tls.client-certificate), of which the doctor has none?";

    private final Facts facts;
    private final Optional<String> host;
    private final Consumer<Finding> found;

    /** Something is wrong, and nothing behind it can be looked at. */
    private static final class Over extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Finding finding;

        Over(String text, String remedy) {
            this.finding = Finding.problem(text, remedy);
        }
    }

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
        for (var listener : facts.listeners()) {
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

    private static boolean isPrivate(String literal) {
        var address = InetAddress.ofLiteral(literal);
        return address.isSiteLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress();
    }

    private void visit(Listener listener) {
        var place = host.orElse(InetAddress.ofLiteral(listener.address()).isAnyLocalAddress() ? "127.0.0.1"
                : listener.address());
        try (var visit = connected(listener, place)) {
            secured(visit, listener);
            loggedIn(visit, listener);
            extendedPassive(visit);
            passive(visit);
            visit.ask("QUIT");
        } catch (Over e) {
            found.accept(e.finding);
        } catch (SSLException e) {
            // Under TLS 1.3 a server refuses a client without certificate behind the handshake.
            found.accept(Finding.problem(listener + ": " + words(e), IN_THE_WAY));
        } catch (IOException e) {
            found.accept(Finding.problem(listener + ": " + words(e), "the server's log may say more"));
        }
    }

    private Visit connected(Listener listener, String place) throws Over {
        try {
            var visit = new Visit(place, new InetSocketAddress(InetAddress.getByName(place), listener.port()));
            found.accept(Finding.ok(listener + " answers at " + place));
            return visit;
        } catch (UnknownHostException e) {
            throw new Over(place + " is no name that this machine's name server knows", "set server.public-host");
        } catch (IOException e) {
            throw new Over(listener + " at " + place + ": " + words(e),
                    "is the port open, or mapped to the server, on every"
                            + " device on the way (listeners." + listener.name()
                            + ".port)? A router may hide this from a machine"
                            + " behind it: try from outside, too");
        }
    }

    private void secured(Visit visit, Listener listener) throws IOException, Over {
        if (!listener.isImplicit()) {
            expect(visit.read(), 220, "the greeting", "listeners." + listener.name());
            expect(visit.ask("AUTH TLS"), 234, "AUTH TLS", "listeners." + listener.name() + ".tls");
        }
        try {
            found.accept(Finding.ok("handshake, " + visit.shakeHands()));
        } catch (SSLException e) {
            throw new Over("the handshake fails: " + words(e), IN_THE_WAY);
        }
        CertificateCheck.of(visit.certificates(), host, Instant.now()).forEach(found);
        if (listener.isImplicit()) {
            expect(visit.read(), 220, "the greeting", "listeners." + listener.name());
        }
    }

    private void loggedIn(Visit visit, Listener listener) throws IOException, Over {
        expect(visit.ask("USER " + facts.user()), 331, "USER", "listeners." + listener.name() + ", security, limits");
        expect(visit.ask("PASS " + facts.password()), 230, "PASS", "security, limits.sessions");
        expect(visit.ask("PBSZ 0"), 200, "PBSZ", "protocol.commands-denied");
        expect(visit.ask("PROT P"), 200, "PROT P", "protocol.commands-denied");
        found.accept(Finding.ok("login, with a password of this visit alone"));
    }

    private void extendedPassive(Visit visit) throws IOException, Over {
        var reply = visit.ask("EPSV");
        expect(reply, 229, "EPSV", "protocol.commands-denied");
        var match = EXTENDED.matcher(reply.text());
        if (!match.matches()) {
            throw new Over("EPSV is answered by " + reply, "is something on the way that rewrites FTP?");
        }
        list(visit, "EPSV", new InetSocketAddress(visit.peer(), Integer.parseInt(match.group(1))));
    }

    private void passive(Visit visit) throws IOException, Over {
        var reply = visit.ask("PASV");
        var match = PASSIVE.matcher(reply.text());
        if (!reply.is(227) || !match.matches()) {
            found.accept(Finding.note("PASV is answered by " + reply, "clients must use EPSV"));
            return;
        }
        var told = String.join(".", match.group(1), match.group(2), match.group(3), match.group(4));
        // Whoever asks from the machine itself may be told its own address: what counts is what those outside are told.
        var address = host.isPresent() && !facts.toldOutside().isEmpty() ? facts.toldOutside() : told;
        var port = Integer.parseInt(match.group(5)) * 256 + Integer.parseInt(match.group(6));
        list(visit, "PASV", new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    private void list(Visit visit, String how, InetSocketAddress to) throws Over {
        var place = to.getAddress().getHostAddress() + ", port " + to.getPort();
        try {
            var reply = visit.list(to);
            if (reply.is(522)) {
                throw new Over(how + ": the data connection to " + place + " did not resume the TLS session: " + reply,
                        "is something on the way that ends TLS itself?");
            }
            expect(reply, 226, how + ": a listing over " + place, "data.ports, server.public-host");
            found.accept(Finding.ok(how + ": a listing over " + place + ", TLS session resumed"));
        } catch (IOException e) {
            throw new Over(how + ": the data port does not answer at " + place + ": " + words(e),
                    "open it, or map it to the same"
                            + " number, on every device on the way (data.ports); is that the address that clients reach"
                            + " (server.public-host, data.advertise)?");
        }
    }

    private static void expect(Visit.Reply reply, int code, String what, String keys) throws Over {
        if (!reply.is(code)) {
            throw new Over(what + " is answered by " + reply, "look at " + keys);
        }
    }

    private static String words(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> "no answer";
            case ConnectException refused -> String.valueOf(refused.getMessage()).contains("refused")
                    ? "the connection is refused" : String.valueOf(refused.getMessage());
            default -> String.valueOf(e.getMessage());
        };
    }

    /** What the doctor has seen, all of it. */
    static List<Finding> findings(Facts facts, Optional<String> host) {
        var all = new ArrayList<Finding>();
        new Doctor(facts, host, all::add).look();
        return List.copyOf(all);
    }
}
