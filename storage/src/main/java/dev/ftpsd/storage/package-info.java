/**
 * Files as an FTP user sees them.
 *
 * <p>A client names files by {@link dev.ftpsd.storage.VirtualPath}; a {@link dev.ftpsd.storage.FileStore} finds, reads,
 * writes and lists them, and says what went wrong by {@link dev.ftpsd.storage.StorageException.Kind}. Nothing here knows
 * of users, replies or sockets. {@code local} keeps files in a directory of this machine that no path and no symbolic link
 * leaves; {@code memory} keeps them on the heap, for tests and demonstrations.
 */
@NullMarked
package dev.ftpsd.storage;

import org.jspecify.annotations.NullMarked;
