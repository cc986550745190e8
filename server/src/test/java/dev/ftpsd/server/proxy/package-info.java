/** A server behind a proxy: what it believes, whom it takes for the client, and what it closes. */
@NullMarked
package dev.ftpsd.server.proxy;

import org.jspecify.annotations.NullMarked;
