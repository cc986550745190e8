/** Which address PASV names, for clients and networks of all kinds. */
@NullMarked
package dev.ftpsd.server.address;

import org.jspecify.annotations.NullMarked;
