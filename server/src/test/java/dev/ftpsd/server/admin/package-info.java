/** The command line: how it reads, and what it prints. */
@NullMarked
package dev.ftpsd.server.admin;

import org.jspecify.annotations.NullMarked;
