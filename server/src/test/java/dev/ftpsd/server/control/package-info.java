/** Tests of the control connection, from single handlers to a whole server that a client talks to, fairly or not. */
@NullMarked
package dev.ftpsd.server.control;

import org.jspecify.annotations.NullMarked;
