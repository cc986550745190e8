/**
 * Keys, trust and engines: TLS for the control connection and for the data connections that belong to it.
 *
 * <p>A {@link dev.ftpsd.tls.TlsEngines} makes engines. A {@link dev.ftpsd.tls.ControlEngine} has an identity of its own that
 * the client receives inside its encrypted session ticket and cannot read or change; a {@link dev.ftpsd.tls.DataEngine}
 * says, after its handshake, whose identity came back. That is the binding on which the one data port rests
 * (RFC 4217 §10.2). Nothing here knows of channels, users or files.
 */
@NullMarked
package dev.ftpsd.tls;

import org.jspecify.annotations.NullMarked;
