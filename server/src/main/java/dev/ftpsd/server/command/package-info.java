/**
 * Commands: what each verb does, in the table that holds them all.
 *
 * <p>Read {@link dev.ftpsd.server.command.CommandTable} first: it is the protocol on one page. A
 * {@link dev.ftpsd.server.command.Command} is a function from a request to an outcome, written straight down; it runs on a
 * thread of its own and may wait. {@link dev.ftpsd.server.command.CommandRunner} does the rest once for all: looks the
 * verb up, passes the gates, parses the argument, runs it, and turns failures into replies.
 *
 * <p>To add a command: one file in the folder of its family, one row in the table.
 */
@NullMarked
package dev.ftpsd.server.command;

import org.jspecify.annotations.NullMarked;
