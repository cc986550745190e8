/** Tests of the values that commands and replies are made of. */
@NullMarked
package dev.ftpsd.server.protocol;

import org.jspecify.annotations.NullMarked;
