/**
 * Who is it, may they in, what may they do.
 *
 * <p>An {@link dev.ftpsd.auth.Authenticator} answers a login step with a {@link dev.ftpsd.auth.Verdict}; an accepted one
 * carries the {@link dev.ftpsd.auth.Account}, whose {@link dev.ftpsd.auth.RightsTable} says what may be done where. Nothing
 * here knows of files, sockets or replies: paths are plain strings that begin with a slash.
 */
@NullMarked
package dev.ftpsd.auth;

import org.jspecify.annotations.NullMarked;
