/** Tests of the whole server; {@link dev.ftpsd.server.TestServer} starts one on free ports. */
@NullMarked
package dev.ftpsd.server;

import org.jspecify.annotations.NullMarked;
