/** What the server says of itself. */
@NullMarked
package dev.ftpsd.server.command.info;

import org.jspecify.annotations.NullMarked;
