/** Where data goes, how, and the transfers themselves. */
@NullMarked
package dev.ftpsd.server.command.transfer;

import org.jspecify.annotations.NullMarked;
