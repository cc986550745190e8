/**
 * Files in a directory of this machine that no path and no symbolic link leaves.
 *
 * <p>{@link dev.ftpsd.storage.local.LocalFileStore} is the door. {@code Jail} turns a virtual path into a {@code Place}: an
 * open directory and one name in it, found by walking from the root handle to handle without following links. Everything
 * after that goes through the handle ({@code OpenDirectory}), so that swapping a directory for a link does not move it.
 * {@code Uploads} chooses where the bytes of an upload stand: {@code StagedFile}, a hidden file beside the target that is
 * moved over it, or {@code FileInPlace}, the target itself. {@code WriteLocks} lets one writer have a file.
 * {@code DirectoryMaker} asks the C library for the one thing that {@code java.nio} cannot do through a handle.
 * {@code NioFailures} says in the words of {@link dev.ftpsd.storage.StorageException.Kind} what went wrong.
 *
 * <p>The process must run with {@code LC_ALL=C.UTF-8} (or another UTF-8 locale with English messages). Java takes the
 * encoding of file names from the locale alone, {@code -Dsun.jnu.encoding} is ignored; in the POSIX locale every name
 * beyond ASCII is left out of listings and refused as BAD_NAME.
 */
@NullMarked
package dev.ftpsd.storage.local;

import org.jspecify.annotations.NullMarked;
