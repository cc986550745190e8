/**
 * Data connections: where the next transfer goes, whose connection has arrived, and the bytes on it.
 *
 * <p>PASV, EPSV, PORT and EPRT make a {@link dev.ftpsd.server.data.DataEndpoint}. The passive ports are bound at start and
 * shared by all sessions ({@link dev.ftpsd.server.data.PassivePorts}): a connection that arrives is nobody's until
 * {@link dev.ftpsd.server.data.DataIdentifier} knows whose TLS session it resumed, and the
 * {@link dev.ftpsd.server.data.ClaimTable} hands it to the session that waits for it. A
 * {@link dev.ftpsd.server.data.DataChannel} then moves bytes for a thread that may wait, while
 * {@link dev.ftpsd.server.data.DataHandler} works on the event loop; back-pressure lives there and nowhere else.
 */
@NullMarked
package dev.ftpsd.server.data;

import org.jspecify.annotations.NullMarked;
