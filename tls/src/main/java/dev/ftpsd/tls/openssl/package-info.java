/**
 * The engine of the system's OpenSSL 3, called by Java's Foreign Function and Memory API: no native code of ours, and security
 * fixes come with the distribution. {@link dev.ftpsd.tls.openssl.OpenSslEngines} is the way in,
 * {@link dev.ftpsd.tls.openssl.OpenSsl#problem} says why there is none.
 *
 * <p>From the outside in: {@code OpenSslEngine} keeps the contract of {@link javax.net.ssl.SSLEngine}; {@code OpenSslHandshake}
 * knows what came of a handshake; {@code Connection} owns the native side of one connection and frees it once;
 * {@code SessionContext} owns what all connections share, {@code Generation} and {@code KeyContext} one set of keys. {@code Mark} is the identity in the session, {@code TicketKeys} encrypt
 * the tickets that carry it, and {@code Upcalls} asks {@code HandshakeAnswers} what OpenSSL wants to know.
 *
 * <p>The records of a long transfer: {@code OpenSslSocket} has a {@code SocketWriting} and a {@code SocketReading}, each by OpenSSL or by
 * {@code RecordWriter} and {@code RecordReader} (server/src/docs/adr/0018).
 *
 * <p>A data connection that resumes under TLS 1.3 has no {@code Connection}: {@code ResumedEngine} keeps the contract, {@code ResumedState} and
 * {@code ResumedHandshake} know what has been said, {@code ResumedMemory} frees it (server/src/docs/adr/0019).
 *
 * <p>The binding is {@code Ssl}, {@code Sessions}, {@code Contexts}, {@code Certificates}, {@code Bio}, {@code TicketCipher},
 * {@code RecordCipher}, {@code P256}, {@code X25519}, {@code TicketSession}, {@code Ciphers}, {@code Allocation} and {@code Errors}: one method for each function, named after its page of the manual, with who owns what. Its rules:
 * <ul>
 * <li>Functions named get0 or without a number lend: what they give belongs to the connection, is used at once and never kept.
 * get1, new and d2i give: the caller frees. set0 takes over, set1, use and add take a reference of their own.
 * <li>The queue of errors is cleared before a call whose error is asked, and asked straight after it.
 * <li>Whatever may call back gets native memory; only copying functions are critical and get heap memory, and those that encrypt one record.
 * <li>A connection is freed once, by its engine, never while a call of it is running.
 * </ul>
 */
@NullMarked
package dev.ftpsd.tls.openssl;

import org.jspecify.annotations.NullMarked;
