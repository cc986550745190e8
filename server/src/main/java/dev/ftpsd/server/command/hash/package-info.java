/**
 * Hashes of files: HASH (draft-bryan-ftpext-hash) with its OPTS HASH, and the older verbs XCRC, XMD5, XSHA and MD5. The settings say
 * which algorithms there are; {@link dev.ftpsd.server.command.hash.FileHasher} does the work for all of them, and
 * {@link dev.ftpsd.server.transfer.Hashing} reads the file.
 */
@NullMarked
package dev.ftpsd.server.command.hash;

import org.jspecify.annotations.NullMarked;
