/** The event log: its grammar, and what must never be in it. */
@NullMarked
package dev.ftpsd.server.audit;

import org.jspecify.annotations.NullMarked;
