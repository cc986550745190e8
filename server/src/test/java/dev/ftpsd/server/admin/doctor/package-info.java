/** The doctor's visits: to a server that is well, and to servers with one thing wrong each. */
@NullMarked
package dev.ftpsd.server.admin.doctor;

import org.jspecify.annotations.NullMarked;
