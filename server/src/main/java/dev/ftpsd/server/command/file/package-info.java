/** Changing the tree, and facts of single files. */
@NullMarked
package dev.ftpsd.server.command.file;

import org.jspecify.annotations.NullMarked;
