/** What every store must do, and the laws of virtual paths. */
@NullMarked
package dev.ftpsd.storage;

import org.jspecify.annotations.NullMarked;
