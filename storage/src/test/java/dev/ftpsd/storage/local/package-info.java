/** What only a store on a disk can get wrong: links, races, broken uploads. */
@NullMarked
package dev.ftpsd.storage.local;

import org.jspecify.annotations.NullMarked;
