/**
 * The words of the protocol as values: command lines, replies, host-port strings, transfer parameters.
 *
 * <p>Only records, enums, sealed interfaces and final utilities live here; nothing has state, and nothing but the JDK is
 * used. {@link dev.ftpsd.server.protocol.Reply} is what the server says, {@link dev.ftpsd.server.protocol.Outcome} what a
 * command ends with.
 */
@NullMarked
package dev.ftpsd.server.protocol;

import org.jspecify.annotations.NullMarked;
