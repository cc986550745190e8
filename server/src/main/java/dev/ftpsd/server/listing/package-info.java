/**
 * How entries of a directory look on the wire: for LIST, for NLST, and for MLSD and MLST; which of them a pattern means
 * ({@link dev.ftpsd.server.listing.Glob}), and how much there is below one ({@link dev.ftpsd.server.listing.TreeSize}).
 */
@NullMarked
package dev.ftpsd.server.listing;

import org.jspecify.annotations.NullMarked;
