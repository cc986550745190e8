/**
 * The engine that is always there: SunJSSE with stateless tickets.
 *
 * <p>{@link dev.ftpsd.tls.jdk.JdkTlsEngines} is the way in. Two things must be right before the first handshake of the JVM:
 * {@link dev.ftpsd.tls.jdk.JdkTlsProperties#apply} has run, and the command line has
 * {@code --add-opens java.base/sun.security.ssl=ALL-UNNAMED}, without which no tickets are issued on demand and a client that
 * uses each ticket once, such as curl, is refused its second upload.
 */
@NullMarked
package dev.ftpsd.tls.jdk;

import org.jspecify.annotations.NullMarked;
