/** Files on the heap, for tests and demonstrations. */
@NullMarked
package dev.ftpsd.storage.memory;

import org.jspecify.annotations.NullMarked;
