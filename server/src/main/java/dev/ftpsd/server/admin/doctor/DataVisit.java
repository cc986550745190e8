package dev.ftpsd.server.admin.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A listing over EPSV and one over PASV, in a session that is logged in. */
final class DataVisit {

    private static final Pattern EXTENDED = Pattern.compile(".*\\(\\|\\|\\|(\\d{1,5})\\|\\).*");
    private static final Pattern PASSIVE = Pattern.compile(".*?(\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+).*");

    private final Visit visit;
    private final Consumer<Finding> found;
    private Optional<InetAddress> answered = Optional.empty();

    DataVisit(Visit visit, Consumer<Finding> found) {
        this.visit = visit;
        this.found = found;
    }

    /** By the address of the control connection (RFC 2428 §3). */
    void extendedPassive() throws IOException, Over {
        var reply = visit.ask("EPSV");
        if (reply.is(502)) {
            found.accept(Finding.note("EPSV is answered by " + reply, "clients must use PASV, which knows no IPv6"));
            return;
        }
        Over.expect(reply, 229, "EPSV", "protocol.commands-denied");
        var match = EXTENDED.matcher(reply.text());
        if (!match.matches()) {
            throw new Over("EPSV is answered by " + reply, "is something on the way that rewrites FTP?");
        }
        list("EPSV", new InetSocketAddress(visit.peer(), Integer.parseInt(match.group(1))));
    }

    /**
     * By the address that the server tells (RFC 959 §4.1.2).
     *
     * @param outside an address to take instead of the one in the reply
     */
    void passive(Optional<String> outside) throws IOException, Over {
        var reply = visit.ask("PASV");
        var match = PASSIVE.matcher(reply.text());
        if (!reply.is(227) || !match.matches()) {
            if (answered.isEmpty()) {
                throw new Over("PASV is answered by " + reply + ", and EPSV is switched off",
                        "clients need one of the two (protocol.commands-denied)");
            }
            found.accept(Finding.note("PASV is answered by " + reply, "clients must use EPSV"));
            return;
        }
        var told = String.join(".", match.group(1), match.group(2), match.group(3), match.group(4));
        var port = Integer.parseInt(match.group(5)) * 256 + Integer.parseInt(match.group(6));
        list("PASV", new InetSocketAddress(InetAddress.ofLiteral(outside.orElse(told)), port));
    }

    private void list(String how, InetSocketAddress to) throws Over {
        var place = to.getAddress().getHostAddress() + ", port " + to.getPort();
        try {
            var listing = visit.list(to);
            var reply = listing.reply();
            if (reply.is(522)) {
                throw new Over(how + ": the data connection to " + place + " did not resume the TLS session: " + reply,
                        "something on the way ends TLS itself; let it hand on connections as they are. Clients that"
                                + " cannot resume are what data.resumption and data.relax are for, not this");
            }
            if (reply.is(425) && listing.broken().isPresent()) {
                throw new Over(how + ": what answers at " + place + ", is no data port of this server: "
                        + Over.words(listing.broken().get()),
                        "map it to the same number of the server, on every device on the way (data.ports)");
            }
            if (reply.is(502)) {
                throw new Over(how + ": a listing is answered by " + reply, "the doctor needs MLSD"
                        + " (protocol.commands-denied); allow it for this visit");
            }
            Over.expect(reply, 226, how + ": a listing over " + place, "data.ports, server.public-host");
            answered = Optional.of(to.getAddress());
            found.accept(Finding.ok(how + ": a listing over " + place + ", TLS session resumed"));
        } catch (IOException e) {
            throw new Over(how + ": the data port does not answer at " + place + ": " + Over.words(e), remedy(to));
        }
    }

    private String remedy(InetSocketAddress to) {
        return answered.filter(address -> !address.equals(to.getAddress()))
                .map(address -> "it does at " + address.getHostAddress()
                        + "; clients must reach the address that they are told (server.public-host, data.advertise)")
                .orElse("open it, or map it to the same number, on every device on the way (data.ports); is that the"
                        + " address that clients reach (server.public-host, data.advertise)?");
    }
}
