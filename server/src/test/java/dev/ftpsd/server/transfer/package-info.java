/** Tests of the package of the same name. */
@NullMarked
package dev.ftpsd.server.transfer;

import org.jspecify.annotations.NullMarked;
