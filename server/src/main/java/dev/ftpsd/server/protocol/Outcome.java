package dev.ftpsd.server.protocol;

import java.time.Duration;

/** The one final reply of a command, and what follows it. That a command ends with exactly one is its return type. */
public sealed interface Outcome {

    /** The final reply. */
    Reply reply();

    /**
     * Says it and waits for the next command.
     *
     * @param hold how long the reply is held back; nearly always zero
     */
    record Replied(Reply reply, Duration hold) implements Outcome {
        public Replied {
            requireFinal(reply);
        }

        /** Says it at once. */
        public Replied(Reply reply) {
            this(reply, Duration.ZERO);
        }
    }

    /** Says it and closes the control connection: QUIT, too many failures, shutdown. */
    record ThenClose(Reply reply) implements Outcome {
        public ThenClose {
            requireFinal(reply);
        }
    }

    /**
     * Says it in clear; the next octet from the client begins a TLS handshake (RFC 4217 §4).
     *
     * @param dataProtected whether data connections are protected without PBSZ and PROT: AUTH SSL and TLS-P
     */
    record ThenUpgrade(Reply reply, boolean dataProtected) implements Outcome {
        public ThenUpgrade {
            requireFinal(reply);
        }
    }

    /** What a client finds behind the end of TLS. */
    enum After {
        /** Nobody is logged in and nothing is set: REIN (RFC 4217 §13). */
        BEGIN_ANEW,
        /** Everything is as it was, and data connections stay protected: CCC (RFC 4217 §5). */
        GO_ON
    }

    /** Says it under TLS, then ends TLS by close_notify; the connection goes on in clear. */
    record ThenClear(Reply reply, After after) implements Outcome {
        public ThenClear {
            requireFinal(reply);
        }
    }

    /** The usual end: one line, then the next command. */
    static Outcome replied(ReplyCode code, String text) {
        return new Replied(Reply.of(code, text));
    }

    private static void requireFinal(Reply reply) {
        if (reply.isPreliminary()) {
            throw new IllegalArgumentException("a command does not end with " + reply);
        }
    }
}
