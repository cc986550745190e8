/**
 * What the server knows of one client: {@link dev.ftpsd.server.session.Session} is its identity, and one immutable
 * {@link dev.ftpsd.server.session.SessionState} is everything that commands change.
 *
 * <p>States that make no sense cannot be built: only {@link dev.ftpsd.server.session.LoginState.LoggedIn} has an account, files
 * and a working directory.
 */
@NullMarked
package dev.ftpsd.server.session;

import org.jspecify.annotations.NullMarked;
