/**
 * The control connection: from octets to command lines, from replies to octets, and one command at a time in between.
 *
 * <p>{@link dev.ftpsd.server.control.ControlInitializer} shows the pipeline in order. Handlers run on the event loop and wait for
 * nothing; {@link dev.ftpsd.server.control.CommandSequencer} gives each command a thread and takes its outcome back.
 */
@NullMarked
package dev.ftpsd.server.control;

import org.jspecify.annotations.NullMarked;
