/**
 * The server: where storage, auth and tls meet.
 *
 * <p>Start at {@code Main} (the command line) and {@code Ftpsd} (what is made, in which order). A line from a client goes
 * through {@code control} (Netty pipeline), is looked up in {@code command.CommandTable}, run by {@code command.CommandRunner}
 * on a thread of its own, and answered by one {@code protocol.Outcome}. Bytes of files go through {@code transfer}
 * and {@code data}.
 */
@NullMarked
package dev.ftpsd.server;

import org.jspecify.annotations.NullMarked;
