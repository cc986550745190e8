/** Looking around: working directory and listings. */
@NullMarked
package dev.ftpsd.server.command.browse;

import org.jspecify.annotations.NullMarked;
