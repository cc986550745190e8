/** Tests of the package of the same name. */
@NullMarked
package dev.ftpsd.server.command;

import org.jspecify.annotations.NullMarked;
