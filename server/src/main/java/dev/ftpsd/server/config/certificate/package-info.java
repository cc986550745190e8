/**
 * The certificates of the configuration: from files to what the engines take, and what is to be said of them.
 *
 * <p>{@link dev.ftpsd.server.config.certificate.Certificates} loads all that {@code tls} names, for the start, for a reload and for
 * {@code ftpsd cert} alike: each {@link dev.ftpsd.server.config.certificate.ServedPair} with what is wrong with it. Where nothing is wrong,
 * {@link dev.ftpsd.server.config.certificate.TlsMaterial} is what a server serves with. {@link dev.ftpsd.server.config.certificate.ExpiryWarnings}
 * says in time when it will no longer do. Nothing here knows of connections.
 */
@NullMarked
package dev.ftpsd.server.config.certificate;

import org.jspecify.annotations.NullMarked;
