/**
 * The runnable tree, as an administrator starts it, against programs that we did not write: curl, lftp, openssl, testssl.sh,
 * Python.
 *
 * <p>{@link dev.ftpsd.server.it.Site} is the folders of one server, {@link dev.ftpsd.server.it.RunningTree} the process,
 * {@link dev.ftpsd.server.it.Tool} a program that is run against it. A test names the programs that it needs with
 * {@link dev.ftpsd.server.it.Needs}; one that is missing is named at the end of the run, and fails it under
 * {@code -Dftpsd.require-tools=true}.
 */
@NullMarked
package dev.ftpsd.server.it;

import org.jspecify.annotations.NullMarked;
