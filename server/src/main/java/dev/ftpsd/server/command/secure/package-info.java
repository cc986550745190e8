/** TLS: AUTH, PBSZ, PROT (RFC 2228, RFC 4217). */
@NullMarked
package dev.ftpsd.server.command.secure;

import org.jspecify.annotations.NullMarked;
