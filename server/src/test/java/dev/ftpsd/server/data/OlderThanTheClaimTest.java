package dev.ftpsd.server.data;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.ftpsd.server.audit.Counts;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.tls.SessionIdentity;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** ABOR and a second PASV leave connections behind that came before the next claim was made. */
final class OlderThanTheClaimTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int PORT = 2122;
    private static final Place PLACE = new Place(InetAddress.getLoopbackAddress(), PORT);
    private static final SessionIdentity IDENTITY = new SessionIdentity("one");

    private final ClaimTable claims = new ClaimTable(new PendingData(0, 0), () -> true);

    @Test
    void a_connection_in_clear_that_is_older_than_the_claim_is_not_its_own() throws Exception {
        var client = client(ProtectionLevel.CLEAR, BindingRule.OFF);
        var claim = claim(client);
        var place = new Place(client.peer(), PORT);

        assertEquals(Optional.empty(), claims.takeClear(place, claim.madeAt() - 1));
        assertEquals(Optional.of(claim), claims.takeClear(place, claim.madeAt()));
    }

    @Test
    void a_connection_that_resumed_the_session_but_is_older_than_the_claim_is_not_its_own() throws Exception {
        var claim = claim(client(ProtectionLevel.PRIVATE, BindingRule.REQUIRED));

        assertEquals(Optional.empty(), claims.takeByIdentity(IDENTITY, PLACE, claim.madeAt() - 1));
        assertEquals(Optional.of(claim), claims.takeByIdentity(IDENTITY, PLACE, claim.madeAt() + 1));
    }

    @Test
    void a_connection_that_resumed_nothing_and_is_older_than_the_claim_is_not_its_own() throws Exception {
        var client = client(ProtectionLevel.PRIVATE, BindingRule.PREFERRED);
        var claim = claim(client);
        var place = new Place(client.peer(), PORT);

        assertEquals(Optional.empty(), claims.takeUnbound(place, claim.madeAt() - 1, false));
        assertEquals(Optional.of(claim), claims.takeUnbound(place, claim.madeAt() + 1, false));
    }

    /** Who may be told by the address is not therefore served in clear. */
    @Test
    void a_connection_in_clear_is_nobodys_where_clear_is_not_admitted() throws Exception {
        var admitted = new AtomicBoolean();
        var strict = new ClaimTable(new PendingData(0, 0), admitted::get);
        var client = client(ProtectionLevel.CLEAR, BindingRule.PREFERRED);
        var claim = claim(strict, client);
        var place = new Place(client.peer(), PORT);

        assertEquals(Optional.empty(), strict.takeClear(place, claim.madeAt()));
        admitted.set(true);
        assertEquals(Optional.of(claim), strict.takeClear(place, claim.madeAt()));
    }

    /** Others need not wait for a second on account of one who has set up a transfer and left it at that. */
    @Test
    void a_claim_that_has_long_stood_in_vain_makes_no_connection_in_clear_ambiguous() throws Exception {
        var inClear = client(ProtectionLevel.CLEAR, BindingRule.REQUIRED);
        var place = new Place(inClear.peer(), PORT);
        claim(inClear);
        assertFalse(claims.isAmbiguous(place), "it is alone");

        var brief = Duration.ofMillis(200);
        var underTls = client(ProtectionLevel.PRIVATE, BindingRule.REQUIRED);
        var other = claims.claim(underTls, List.of(PORT), LONG, port -> new PassiveEndpoint(underTls, port, claims,
                new DataTls(NoEngines::new, Runnable::run, () -> LONG, Counts.NONE),
                new PassiveEndpoint.Timeouts(LONG, brief, LONG)));
        assertTrue(claims.isAmbiguous(place) || !other.isExpected(), "a connection under TLS may come");
        Thread.sleep(brief.multipliedBy(2));
        assertFalse(claims.isAmbiguous(place));
    }

    private PassiveEndpoint claim(DataOwner owner) throws DataFailure {
        return claim(claims, owner);
    }

    private static PassiveEndpoint claim(ClaimTable claims, DataOwner owner) throws DataFailure {
        return claims.claim(owner, List.of(PORT), LONG, port -> new PassiveEndpoint(owner, port, claims,
                new DataTls(NoEngines::new, Runnable::run, () -> LONG, Counts.NONE),
                new PassiveEndpoint.Timeouts(LONG, LONG, LONG)));
    }

    private static LocalClient client(ProtectionLevel protection, BindingRule binding) {
        return new LocalClient(protection, binding, Optional.of(IDENTITY));
    }
}
