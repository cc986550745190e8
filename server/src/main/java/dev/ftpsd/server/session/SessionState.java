package dev.ftpsd.server.session;

import java.util.Set;

import dev.ftpsd.server.config.ProtocolSettings.Hash;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * Everything that commands change, as one value.
 *
 * @param login who is there
 * @param transfer what TYPE and PROT said
 * @param restartOffset bytes from the start, from REST; 0 means none; the next transfer uses it up (RFC 3659 §5)
 * @param renameFrom the path of a RNFR that waits for its RNTO; any other command clears it
 * @param extendedPassiveOnly EPSV ALL was said: PORT, PASV and EPRT are refused from then on (RFC 2428 §4)
 * @param facts those that MLST and MLSD show, from OPTS MLST (RFC 3659 §7.9)
 * @param hash the algorithm that OPTS HASH has chosen; null for the one that the settings prefer
 */
public record SessionState(LoginState login, TransferSettings transfer, long restartOffset,
        @Nullable VirtualPath renameFrom, boolean extendedPassiveOnly, Set<Fact> facts,
        @Nullable Hash hash) {

    /** A client that has just come: not logged in, TYPE A (RFC 959 §5.1), PROT C. */
    public static final SessionState INITIAL =
            new SessionState(new LoginState.Nobody(), TransferSettings.INITIAL, 0, null, false,
                    Set.of(Fact.values()), null);

    public SessionState {
        facts = Set.copyOf(facts);
    }

    public SessionState withLogin(LoginState changed) {
        return new SessionState(changed, transfer, restartOffset, renameFrom, extendedPassiveOnly, facts, hash);
    }

    public SessionState withTransfer(TransferSettings changed) {
        return new SessionState(login, changed, restartOffset, renameFrom, extendedPassiveOnly, facts, hash);
    }

    /** Sets the offset of the next transfer in bytes from the start; 0 clears it. */
    public SessionState withRestartOffset(long offset) {
        return new SessionState(login, transfer, offset, renameFrom, extendedPassiveOnly, facts, hash);
    }

    /** Sets the path of a RNFR, or clears it with null. */
    public SessionState withRenameFrom(@Nullable VirtualPath path) {
        return new SessionState(login, transfer, restartOffset, path, extendedPassiveOnly, facts, hash);
    }

    public SessionState withExtendedPassiveOnly() {
        return new SessionState(login, transfer, restartOffset, renameFrom, true, facts, hash);
    }

    public SessionState withFacts(Set<Fact> changed) {
        return new SessionState(login, transfer, restartOffset, renameFrom, extendedPassiveOnly, changed, hash);
    }

    /** Sets the algorithm of HASH. */
    public SessionState withHash(Hash changed) {
        return new SessionState(login, transfer, restartOffset, renameFrom, extendedPassiveOnly, facts, changed);
    }

    /**
     * What TYPE, PBSZ and PROT said.
     *
     * @param type how files are represented
     * @param protection of data connections
     * @param bufferSizeGiven PBSZ was given, which PROT needs (RFC 4217 §9)
     */
    public record TransferSettings(TransferType type, ProtectionLevel protection, boolean bufferSizeGiven) {

        /** RFC 959 §5.1 and RFC 4217 §9. */
        public static final TransferSettings INITIAL =
                new TransferSettings(TransferType.ASCII, ProtectionLevel.CLEAR, false);

        /** Data is protected without PBSZ and PROT: AUTH SSL, AUTH TLS-P and the implicit listener. */
        public static final TransferSettings PROTECTED =
                new TransferSettings(TransferType.ASCII, ProtectionLevel.PRIVATE, true);

        public TransferSettings withType(TransferType changed) {
            return new TransferSettings(changed, protection, bufferSizeGiven);
        }

        public TransferSettings withProtection(ProtectionLevel changed) {
            return new TransferSettings(type, changed, bufferSizeGiven);
        }

        public TransferSettings withBufferSizeGiven() {
            return new TransferSettings(type, protection, true);
        }
    }
}
