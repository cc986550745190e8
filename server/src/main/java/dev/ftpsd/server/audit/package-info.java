/** What operators search for: one method per fact, in one grammar. */
@NullMarked
package dev.ftpsd.server.audit;

import org.jspecify.annotations.NullMarked;
