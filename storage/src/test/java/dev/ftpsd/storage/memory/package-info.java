/** The store on the heap, held to the contract of every store. */
@NullMarked
package dev.ftpsd.storage.memory;

import org.jspecify.annotations.NullMarked;
