/** Certificates of a running server: several of them, new ones, and those of clients. */
@NullMarked
package dev.ftpsd.server.certificate;

import org.jspecify.annotations.NullMarked;
