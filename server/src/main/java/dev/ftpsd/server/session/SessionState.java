package dev.ftpsd.server.session;

import java.util.Set;
import java.util.function.UnaryOperator;

import dev.ftpsd.server.config.ProtocolSettings.Hash;
import dev.ftpsd.server.protocol.ByteRange;
import dev.ftpsd.server.protocol.Fact;
import dev.ftpsd.server.protocol.ProtectionLevel;
import dev.ftpsd.server.protocol.TextEncoding.Said;
import dev.ftpsd.server.protocol.TransferMode;
import dev.ftpsd.server.protocol.TransferType;
import dev.ftpsd.storage.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * Everything that commands change, as one value.
 *
 * @param login who is there
 * @param transfer what TYPE and PROT said
 * @param range the bytes that REST or RANG chose; the next transfer uses it up (RFC 3659 §5)
 * @param renameFrom the path of a RNFR that waits for its RNTO; any other command clears it
 * @param extendedPassiveOnly EPSV ALL was said: PORT, PASV and EPRT are refused from then on (RFC 2428 §4)
 * @param options what OPTS chose
 */
public record SessionState(LoginState login, TransferSettings transfer, ByteRange range,
        @Nullable VirtualPath renameFrom, boolean extendedPassiveOnly, Options options) {

    /** A client that has just come: not logged in, TYPE A (RFC 959 §5.1), PROT C. */
    public static final SessionState INITIAL =
            new SessionState(new LoginState.Nobody(), TransferSettings.INITIAL, ByteRange.WHOLE, null, false,
                    Options.INITIAL);

    public SessionState withLogin(LoginState changed) {
        return new SessionState(changed, transfer, range, renameFrom, extendedPassiveOnly, options);
    }

    /** Changes what whoever is logged in has; the same state where nobody is. */
    public SessionState withLoggedIn(UnaryOperator<LoginState.LoggedIn> change) {
        return login instanceof LoginState.LoggedIn in ? withLogin(change.apply(in)) : this;
    }

    public SessionState withTransfer(TransferSettings changed) {
        return new SessionState(login, changed, range, renameFrom, extendedPassiveOnly, options);
    }

    /** Sets the bytes that the next transfer is about; {@link ByteRange#WHOLE} clears it. */
    public SessionState withRange(ByteRange changed) {
        return new SessionState(login, transfer, changed, renameFrom, extendedPassiveOnly, options);
    }

    /** Sets the path of a RNFR, or clears it with null. */
    public SessionState withRenameFrom(@Nullable VirtualPath path) {
        return new SessionState(login, transfer, range, path, extendedPassiveOnly, options);
    }

    public SessionState withExtendedPassiveOnly() {
        return new SessionState(login, transfer, range, renameFrom, true, options);
    }

    public SessionState withOptions(Options changed) {
        return new SessionState(login, transfer, range, renameFrom, extendedPassiveOnly, changed);
    }

    /**
     * What OPTS chose (RFC 2389 §4).
     *
     * @param facts those that MLST and MLSD show (RFC 3659 §7.9)
     * @param deflateLevel how hard MODE Z compresses, 0 to 9 as zlib counts
     * @param hash the algorithm that HASH uses; null for the one that the settings prefer
     * @param said what the client has shown of its character set, by OPTS UTF8 or by what it sent
     */
    public record Options(Set<Fact> facts, int deflateLevel, @Nullable Hash hash, Said said) {

        /** All facts; level 6, the default of zlib. */
        public static final Options INITIAL = new Options(Set.of(Fact.values()), 6, null, Said.NOTHING);

        public Options {
            facts = Set.copyOf(facts);
        }

        public Options withFacts(Set<Fact> changed) {
            return new Options(changed, deflateLevel, hash, said);
        }

        public Options withDeflateLevel(int changed) {
            return new Options(facts, changed, hash, said);
        }

        public Options withHash(Hash changed) {
            return new Options(facts, deflateLevel, changed, said);
        }

        public Options withSaid(Said changed) {
            return new Options(facts, deflateLevel, hash, changed);
        }
    }

    /**
     * What TYPE, MODE, PBSZ and PROT said.
     *
     * @param type how files are represented
     * @param mode how bytes stand on the data connection
     * @param protection of data connections
     * @param bufferSizeGiven PBSZ was given, which PROT needs (RFC 4217 §9)
     */
    public record TransferSettings(TransferType type, TransferMode mode, ProtectionLevel protection,
            boolean bufferSizeGiven) {

        /** RFC 959 §5.1 and RFC 4217 §9. */
        public static final TransferSettings INITIAL =
                new TransferSettings(TransferType.ASCII, TransferMode.STREAM, ProtectionLevel.CLEAR, false);

        /** Data is protected without PBSZ and PROT: AUTH SSL, AUTH TLS-P and the implicit listener. */
        public static final TransferSettings PROTECTED =
                new TransferSettings(TransferType.ASCII, TransferMode.STREAM, ProtectionLevel.PRIVATE, true);

        public TransferSettings withType(TransferType changed) {
            return new TransferSettings(changed, mode, protection, bufferSizeGiven);
        }

        public TransferSettings withMode(TransferMode changed) {
            return new TransferSettings(type, changed, protection, bufferSizeGiven);
        }

        public TransferSettings withProtection(ProtectionLevel changed) {
            return new TransferSettings(type, mode, changed, bufferSizeGiven);
        }

        public TransferSettings withBufferSizeGiven() {
            return new TransferSettings(type, mode, protection, true);
        }
    }
}
