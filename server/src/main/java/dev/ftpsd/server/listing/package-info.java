/**
 * How entries of a directory look on the wire: for LIST, for NLST, and for MLSD and MLST; and how much there is below one
 * ({@link dev.ftpsd.server.listing.TreeSize}).
 */
@NullMarked
package dev.ftpsd.server.listing;

import org.jspecify.annotations.NullMarked;
