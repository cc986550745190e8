package dev.ftpsd.tls;

/** Whether clients are asked for a certificate, and which are good. */
public sealed interface ClientTrust {

    /** No client is asked. */
    record Off() implements ClientTrust {}

    /** Clients are asked; one without a certificate is served, one with a bad certificate is not. */
    record Wanted(ClientVerifier verifier) implements ClientTrust {}

    /** No handshake without a good certificate. */
    record Required(ClientVerifier verifier) implements ClientTrust {}
}
