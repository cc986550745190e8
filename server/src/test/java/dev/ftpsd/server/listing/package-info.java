/** Tests of the package of the same name. */
@NullMarked
package dev.ftpsd.server.listing;

import org.jspecify.annotations.NullMarked;
