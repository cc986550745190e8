/**
 * Moving the bytes of one file: {@link dev.ftpsd.server.transfer.Download} and {@link dev.ftpsd.server.transfer.Upload} between
 * a store and a data connection, {@link dev.ftpsd.server.transfer.AsciiTranslation} under TYPE A, and
 * {@link dev.ftpsd.server.transfer.Transfer}, by which ABOR and STAT reach what runs. {@link dev.ftpsd.server.transfer.Hashing}
 * reads a file as a download does, and sends nothing.
 */
@NullMarked
package dev.ftpsd.server.transfer;

import org.jspecify.annotations.NullMarked;
