package dev.ftpsd.tls.openssl;

import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * Where a resumed connection's engine stands in its two directions. Methods may be called by any thread, one at a time. The native memory
 * is freed when both are closed, or by {@link #release}; what was negotiated can still be asked then.
 */
abstract class ResumedDirections extends ServerEngine {

    private final ResumedState state;
    private boolean isBegun;
    private boolean finishedTold;
    private boolean inboundDone;
    private boolean hasEnded;
    private boolean outboundClosed;
    private boolean isHeld;
    private boolean isWithheld;
    private boolean freed;

    ResumedDirections(ResumedState state, Offer offer) {
        super(offer);
        this.state = state;
    }

    final ResumedState state() {
        return state;
    }

    /** The handshake has begun. */
    final void begin() {
        isBegun = true;
    }

    final boolean isWithheld() {
        return isWithheld;
    }

    /** What a call has done, and what is to be called next. */
    final SSLEngineResult result(Status status, int consumed, int produced) {
        var shaking = getHandshakeStatus();
        if (shaking == HandshakeStatus.NOT_HANDSHAKING && state.isOver() && !finishedTold) {
            finishedTold = true;
            shaking = HandshakeStatus.FINISHED;
        }
        if (inboundDone && isOutboundDone()) {
            release();
        }
        return new SSLEngineResult(status, shaking, consumed, produced);
    }

    @Override
    public final synchronized HandshakeStatus getHandshakeStatus() {
        if (state.pending() > 0) {
            return HandshakeStatus.NEED_WRAP;
        }
        return isBegun && !state.isOver() && !inboundDone ? HandshakeStatus.NEED_UNWRAP
                : HandshakeStatus.NOT_HANDSHAKING;
    }

    /**
     * What the client has sent behind the handshake breaks the rules: it is told so, unless it has given up itself, or hears no more of us,
     * or a thread's records are on their way.
     */
    final synchronized SSLException refuse(SSLException reason) {
        if (!outboundClosed && !isHeld && !(reason instanceof Messages.GivenUp)) {
            state.refuse(reason);
        }
        return fail(reason);
    }

    /** What cannot go on: the alert, if there is one, is the last that leaves. */
    final SSLException fail(SSLException reason) {
        inboundDone = true;
        outboundClosed = true;
        state.session().invalidate();
        return reason;
    }

    @Override
    public final synchronized void beginHandshake() throws SSLException {
        if (state.isOver()) {
            throw new SSLException("renegotiation is not allowed");
        }
        isBegun = true;
    }

    @Override
    public final @Nullable Runnable getDelegatedTask() {
        return null;
    }

    /** Nothing more can be read, for whatever reason. */
    final synchronized void markInboundDone() {
        inboundDone = true;
    }

    /** close_notify has come. */
    final synchronized void end() {
        hasEnded = true;
        inboundDone = true;
    }

    /** Whether close_notify has come: all that the client has sent is here. */
    final synchronized boolean hasEnded() {
        return hasEnded;
    }

    @Override
    public final synchronized void closeInbound() throws SSLException {
        if (!inboundDone) {
            inboundDone = true;
            if (isBegun) {
                throw new SSLException("closing inbound before receiving peer's close_notify");
            }
        }
    }

    @Override
    public final synchronized boolean isInboundDone() {
        return inboundDone;
    }

    /**
     * A thread has records on their way past the engine, or no more. Whoever closes meanwhile has broken the transfer off: close_notify
     * would get between them, and would say that it was whole.
     */
    final synchronized void hold(boolean held) {
        isHeld = held;
    }

    @Override
    public final synchronized void closeOutbound() {
        if (!outboundClosed) {
            outboundClosed = true;
            if (state.isOver() && !freed && !isHeld) {
                state.closeNotify();
            }
        }
    }

    @Override
    public final synchronized boolean isOutboundDone() {
        return outboundClosed && (freed || state.pending() == 0);
    }

    final synchronized boolean isFreed() {
        return freed;
    }

    final synchronized boolean isOutboundClosed() {
        return outboundClosed;
    }

    /** Frees the native memory; the engine is closed from now on. Any thread, any number of times. */
    final synchronized void release() {
        if (!freed) {
            inboundDone = true;
            outboundClosed = true;
            freed = true;
            state.free();
        }
    }

    /** See {@link dev.ftpsd.tls.DataEngine#withholdTicket}. */
    final synchronized void withholdTicket() {
        isWithheld = true;
    }

    /** See {@link dev.ftpsd.tls.DataEngine#issueTicket}. */
    final synchronized boolean issueTicket() {
        if (outboundClosed || isHeld || !state.isOver()) {
            return false;
        }
        return state.issueTicket();
    }

    @Override
    public final SSLSession getSession() {
        return state.session();
    }

    @Override
    public final @Nullable String getApplicationProtocol() {
        return state.isOver() ? state.session().negotiated().application() : null;
    }

    /** A client that resumes shows no certificate. */
    @Override
    protected final void askClient(int mode) {}
}
