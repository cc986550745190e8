/** What the server remembers of uploads. */
@NullMarked
package dev.ftpsd.server.receipt;

import org.jspecify.annotations.NullMarked;
