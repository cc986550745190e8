/**
 * Connections that come through a proxy, which tells in a PROXY header from whom: before control and data connections alike, and
 * before anything else.
 */
@NullMarked
package dev.ftpsd.server.data.proxy;

import org.jspecify.annotations.NullMarked;
