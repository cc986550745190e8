/**
 * What the server has told a client of an upload: its bytes and its hash. {@link dev.ftpsd.server.receipt.Receipts} keeps them, so
 * that a client which asks for the hash afterwards is answered without reading the file again.
 */
@NullMarked
package dev.ftpsd.server.receipt;

import org.jspecify.annotations.NullMarked;
