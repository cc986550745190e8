/** Files in a directory of this machine that no path and no symbolic link leaves. */
@NullMarked
package dev.ftpsd.storage.local;

import org.jspecify.annotations.NullMarked;
