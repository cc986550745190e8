/** The engine that is always there: SunJSSE with stateless tickets. */
@NullMarked
package dev.ftpsd.tls.jdk;

import org.jspecify.annotations.NullMarked;
