package dev.ftpsd.tls.openssl;

import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

import org.jspecify.annotations.Nullable;

/**
 * Where an engine stands: its handshake, its two directions, and whether the connection still has native memory.
 *
 * <p>Its methods may be called by any thread, one at a time. The handshake runs in them, on the event loop: it costs less than
 * to hand it to another thread, unless a client's certificate is to be checked, which may have to wait for others. Then it is
 * a delegated task, and until that has ended nothing else touches the connection.
 *
 * <p>The native memory is freed when both directions are closed, or by {@link #release}, whichever comes first; after that the
 * engine is closed, and what was negotiated can still be asked.
 */
abstract class EngineState extends ServerEngine {

    private final OpenSslHandshake handshake;
    private final Connection connection;
    private boolean finishedTold;
    private boolean inboundDone;
    private boolean outboundClosed;
    private boolean freed;
    private boolean working;
    private @Nullable Runnable task;
    private @Nullable SSLException failure;

    EngineState(OpenSslHandshake handshake, Offer offer) {
        super(offer);
        this.handshake = handshake;
        this.connection = handshake.connection();
    }

    final OpenSslHandshake handshake() {
        return handshake;
    }

    final Connection connection() {
        return connection;
    }

    /** Whether a delegated task has the connection. */
    final boolean isWorking() {
        return working;
    }

    final boolean isFreed() {
        return freed;
    }

    final boolean isOutboundClosed() {
        return outboundClosed;
    }

    final void markInboundDone() {
        inboundDone = true;
    }

    /**
     * Goes on with the handshake: in a task where a certificate may come that somebody has to be asked about, else now. A ClientHello
     * brings none, and need not wait for those who do. A handshake that resumes brings none either, and its end must not wait: a client
     * may have sent its whole file and FIN behind it, and FIN would overtake what lies unread until a task is done.
     */
    final void shakeHands() throws SSLException {
        if (handshake.isRunning() && handshake.mayWait() && !Sessions.reused(connection.ssl())) {
            working = true;
            task = this::work;
            return;
        }
        try {
            handshake.goOn();
        } catch (SSLException e) {
            throw fail(e);
        }
    }

    /** The delegated task: the connection is its own until it ends. Nobody is asked about a client that has gone meanwhile. */
    private void work() {
        SSLException failed = null;
        try {
            if (!isGone()) {
                handshake.goOn();
            }
        } catch (SSLException e) {
            failed = e;
        } finally {
            synchronized (this) {
                working = false;
                if (failed != null) {
                    failure = fail(failed);
                }
                if (freed) {
                    connection.free();
                }
            }
        }
    }

    private synchronized boolean isGone() {
        return freed;
    }

    @Override
    public final synchronized @Nullable Runnable getDelegatedTask() {
        var next = task;
        task = null;
        return next;
    }

    /** What cannot go on: the alert, if there is one, is the last that leaves. */
    final SSLException fail(SSLException reason) {
        inboundDone = true;
        outboundClosed = true;
        handshake.session().invalidate();
        return reason;
    }

    /** What a task ran into. */
    final void throwFailure() throws SSLException {
        var thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** What a call has done, and what is to be called next. */
    final SSLEngineResult result(Status status, int consumed, int produced) {
        var shaking = getHandshakeStatus();
        if (shaking == HandshakeStatus.NOT_HANDSHAKING && handshake.isOver() && !finishedTold) {
            finishedTold = true;
            shaking = HandshakeStatus.FINISHED;
        }
        if (inboundDone && isOutboundDone() && !working) {
            release();
        }
        return new SSLEngineResult(status, shaking, consumed, produced);
    }

    @Override
    public final synchronized HandshakeStatus getHandshakeStatus() {
        if (working) {
            return HandshakeStatus.NEED_TASK;
        }
        if (failure != null || (!freed && connection.pending() > 0)) {
            return HandshakeStatus.NEED_WRAP;
        }
        return handshake.isRunning() && !inboundDone ? HandshakeStatus.NEED_UNWRAP : HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public final synchronized void beginHandshake() throws SSLException {
        if (handshake.isOver()) {
            throw new SSLException("renegotiation is not allowed");
        }
        handshake.begin();
    }

    @Override
    public final synchronized void closeInbound() throws SSLException {
        if (inboundDone) {
            return;
        }
        inboundDone = true;
        if (handshake.isRunning() || handshake.isOver()) {
            throw new SSLException("closing inbound before receiving peer's close_notify");
        }
    }

    @Override
    public final synchronized boolean isInboundDone() {
        return inboundDone;
    }

    /** Sends close_notify after a handshake, and nothing in or before it: never {@code user_canceled}. */
    @Override
    public final synchronized void closeOutbound() {
        if (outboundClosed) {
            return;
        }
        outboundClosed = true;
        if (handshake.isOver() && !freed) {
            connection.closeNotify();
        }
    }

    @Override
    public final synchronized boolean isOutboundDone() {
        return outboundClosed && (freed || working || connection.pending() == 0);
    }

    /** Frees the native memory; the engine is closed from now on. Any thread, any number of times. */
    final synchronized void release() {
        if (freed) {
            return;
        }
        inboundDone = true;
        outboundClosed = true;
        freed = true;
        if (!working) {
            connection.free();
        }
    }

    /** See {@link dev.ftpsd.tls.ControlEngine#issueTicket} and {@link dev.ftpsd.tls.DataEngine#issueTicket}. */
    final synchronized boolean issueTicket() {
        return !outboundClosed && !working && handshake.issueTicket();
    }

    /** See {@link dev.ftpsd.tls.DataEngine#withholdTicket}. */
    final synchronized void withholdTicket() {
        if (!freed && !working) {
            Ssl.setTickets(connection.ssl(), 0);
        }
    }

    @Override
    public final SSLSession getSession() {
        return handshake.session();
    }

    @Override
    public final @Nullable String getApplicationProtocol() {
        return handshake.isOver() ? handshake.session().negotiated().application() : null;
    }

    @Override
    protected final synchronized void askClient(int mode) {
        if (!freed && !working) {
            Ssl.setVerify(connection.ssl(), mode);
        }
    }
}
