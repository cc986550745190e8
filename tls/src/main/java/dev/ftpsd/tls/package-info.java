/**
 * Keys, trust and engines: TLS for the control connection and for the data connections that belong to it.
 *
 * <p>A {@link dev.ftpsd.tls.TlsEngines} makes engines. A {@link dev.ftpsd.tls.ControlEngine} has an identity of its own that
 * the client receives inside its encrypted session ticket and cannot read or change; a {@link dev.ftpsd.tls.DataEngine}
 * says, after its handshake, whose identity came back. That is the binding on which the one data port rests
 * (RFC 4217 §10.2). Nothing here knows of channels, users or files.
 *
 * <p>The way from files to engines: {@link dev.ftpsd.tls.KeyFiles} loads what the administrator named, or
 * {@link dev.ftpsd.tls.SelfSigned} makes a certificate once; {@link dev.ftpsd.tls.ServerKeys} holds them all, by host and by kind
 * of key; {@link dev.ftpsd.tls.TlsSettings}, {@link dev.ftpsd.tls.CipherPolicy} and {@link dev.ftpsd.tls.ClientTrust} say what is negotiated and who is asked for a
 * certificate; {@link dev.ftpsd.tls.jdk.JdkTlsEngines#open} makes the engines of all that; and
 * {@link dev.ftpsd.tls.SessionBinding#selfTest} proves at each start that the binding holds on this very machine.
 */
@NullMarked
package dev.ftpsd.tls;

import org.jspecify.annotations.NullMarked;
