/** Who is there: USER, PASS, ACCT, QUIT. */
@NullMarked
package dev.ftpsd.server.command.login;

import org.jspecify.annotations.NullMarked;
