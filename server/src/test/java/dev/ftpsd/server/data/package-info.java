/** Tests of the data connections: one port for everybody, and what fair, clumsy and hostile clients do with it. */
@NullMarked
package dev.ftpsd.server.data;

import org.jspecify.annotations.NullMarked;
