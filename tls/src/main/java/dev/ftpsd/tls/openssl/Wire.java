package dev.ftpsd.tls.openssl;

import java.lang.foreign.MemorySegment;

/**
 * The two memory buffers of a connection, which frees them with itself.
 *
 * @param fromNetwork what the connection reads
 * @param toNetwork what it writes
 */
record Wire(MemorySegment fromNetwork, MemorySegment toNetwork) {

    /** Gives a connection its buffers for good; when memory is out, the connection is freed. */
    static Wire of(MemorySegment ssl) {
        var wire = new Wire(Bio.newMemory(), Bio.newMemory());
        if (wire.fromNetwork.address() == 0 || wire.toNetwork.address() == 0) {
            Bio.free(wire.fromNetwork);
            Bio.free(wire.toNetwork);
            Ssl.free(ssl);
            throw new OutOfMemoryError("OpenSSL has no memory for a connection");
        }
        Ssl.setBio(ssl, wire.fromNetwork, wire.toNetwork);
        return wire;
    }
}
