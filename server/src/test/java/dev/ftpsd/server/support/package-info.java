/**
 * What tests of the wire stand on: a client that does exactly what it is told, also the wrong thing, a socket that shows what came
 * over it, and a watch on buffers that nobody released.
 */
@NullMarked
package dev.ftpsd.server.support;

import org.jspecify.annotations.NullMarked;
