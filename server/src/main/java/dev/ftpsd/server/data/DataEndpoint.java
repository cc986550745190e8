package dev.ftpsd.server.data;

import dev.ftpsd.server.protocol.ProtectionLevel;

/** Where the next transfer goes: set by PASV, EPSV, PORT or EPRT, used once (RFC 1123 §4.1.2.6). */
public sealed interface DataEndpoint permits DataEndpoint.Unset, PassiveEndpoint, ActiveEndpoint {

    /**
     * What must happen before 150: an active connection is made; a passive one that must come in clear after all claims it.
     *
     * @throws DataFailure NOT_OPENED
     */
    void prepare() throws DataFailure;

    /**
     * Waits for the connection and for what makes it usable: it is identified and, under PROT P, its handshake is done.
     *
     * @param protection what PROT said when the transfer command came
     * @throws DataFailure NOT_OPENED, NOT_BOUND, TLS_FAILED, ABORTED
     */
    DataChannel open(ProtectionLevel protection) throws DataFailure;

    /** Ends a wait in {@link #open} and closes a connection that has not been handed out. From any thread. */
    void abort();

    /** No data connection was set up. */
    record Unset() implements DataEndpoint {

        @Override
        public void prepare() throws DataFailure {
            throw new DataFailure(DataFailure.Kind.NOT_OPENED, "Use EPSV or PASV first.");
        }

        @Override
        public DataChannel open(ProtectionLevel protection) throws DataFailure {
            throw new DataFailure(DataFailure.Kind.NOT_OPENED, "Use EPSV or PASV first.");
        }

        @Override
        public void abort() {
            // Nothing waits.
        }
    }
}
