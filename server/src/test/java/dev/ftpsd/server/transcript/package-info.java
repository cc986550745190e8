/**
 * Transcripts: dialogues with the server as files that whoever knows FTP can read and write. They are in
 * {@code src/test/transcripts}, and {@link dev.ftpsd.server.transcript.TranscriptsTest} plays each of them against a whole
 * server over the loopback interface: in clear, under AUTH TLS with PROT P (TLS 1.3), and on the implicit port (TLS 1.2).
 *
 * <pre>
 * # a comment
 * only: clear tls            where it runs: clear, tls, implicit; without the line everywhere
 * begin: greeting            greeting = the first line is the S: 220; connected = behind 220 and AUTH TLS;
 *                            login (the default) = alice is logged in and, under TLS, data is at PROT P
 * as: reader                 who is logged in instead of alice; Servers has the users
 * server: active             which of the servers in Servers; the default is "permissive"
 * over: ipv6                 the client connects over IPv6
 *
 * given file a.txt "hello"   a file in the home, which is empty at the start; also: given file a.bin 3000000 bytes,
 *                            given file a.txt "hello" 20260102030405 (its time), given dir d, given link l to a.txt
 * C: PASV                    the client sends a line; {port} and {host-port} are a port on which it listens, {closed-port}
 *                            is one on which nobody does, and {5000 x} is 5000 times "x"
 * S: 227 .*                  the server answers with a line that the regular expression covers whole; a reply of several
 *                            lines is several S: lines
 * S* .*                      any number of lines, up to the one that the next S: covers
 * C: RETR a.txt
 * S: 150 .*
 * D&lt; hello                   what comes on the data connection, to its proper end
 * S: 226 .*
 * then file a.txt "hello"    afterwards; also: then dir d, then no a.txt (nothing has that name)
 * closed                     the server ends the control connection
 * </pre>
 *
 * <p>Other lines about the data connection:
 *
 * <pre>
 * D&gt; text                    the client sends this and ends properly
 * D! text                    it sends this and breaks off: RST in clear, no close_notify under TLS
 * D~ -rw.* a\.txt            the listing has a line that the expression covers; all D~ lines together, in any order, are
 *                            the whole listing
 * D: open                    it connects (with its handshake) and waits
 * D: unbound                 it connects with a new TLS session instead of resuming that of the control connection
 * </pre>
 *
 * <p>Under MODE Z the client compresses what it sends and expands what it gets. Behind REIN and CCC it ends TLS with the server and
 * goes on in clear.
 *
 * <p>The client connects to the port of the last 227 or 229 before it sends a transfer command that D lines follow, and accepts
 * the server's connection where it listens. Its TLS handshake runs at once on the implicit port, as curl does it, and otherwise
 * only when a D line needs it, as lftp does. It resumes the TLS session of the control connection. Escapes, in C:, D and quoted
 * content: {@code \r \n \t \\ \" \xNN}. At the end NOOP is sent, and its 200 must be the next reply: nothing may be left over.
 */
@NullMarked
package dev.ftpsd.server.transcript;

import org.jspecify.annotations.NullMarked;
