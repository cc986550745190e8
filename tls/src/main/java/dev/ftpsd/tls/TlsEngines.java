package dev.ftpsd.tls;

/**
 * One TLS implementation over one set of keys: it makes the engines of control and data connections that belong together.
 * Sessions made by another instance never resume here. Safe for use by several threads.
 */
public interface TlsEngines {

    /** A server engine for a new control connection, with an identity that no other has. */
    ControlEngine newControlEngine();

    /** A server engine for a data connection, in passive and in active mode (RFC 4217 §7). */
    DataEngine newDataEngine();

    /** The implementation's name for the log: {@code jdk}, {@code openssl}. */
    String name();
}
