/**
 * How the command line talks to a running server: one line of JSON each way over a Unix domain socket in {@code server.run-dir}.
 *
 * <p>{@link dev.ftpsd.server.admin.socket.RunFolder} is the folder: it makes sure that one server alone uses it.
 * {@link dev.ftpsd.server.admin.socket.ControlSocket} is the server's end, {@link
 * dev.ftpsd.server.admin.socket.ControlClient} the other; between them go a {@link
 * dev.ftpsd.server.admin.socket.Request} and its {@link dev.ftpsd.server.admin.socket.Answer}, behind which more lines may follow as they
 * come ({@link dev.ftpsd.server.admin.socket.Streamed}). Whoever may open the socket
 * may do everything, so it is for the server's own user and for root.
 */
@NullMarked
package dev.ftpsd.server.admin.socket;

import org.jspecify.annotations.NullMarked;
