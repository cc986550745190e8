/** How entries of a directory look on the wire: for LIST, for NLST, and for MLSD and MLST. */
@NullMarked
package dev.ftpsd.server.listing;

import org.jspecify.annotations.NullMarked;
