/** Which address a client is told for its data connection: the one that it reaches, wherever server and client are. */
@NullMarked
package dev.ftpsd.server.address;

import org.jspecify.annotations.NullMarked;
