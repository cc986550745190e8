/**
 * {@code conf/}: what the administrator wrote, read, checked and turned into records.
 *
 * <p>{@link dev.ftpsd.server.config.Settings} is the tree of records for {@code ftpsd.yaml}; users become the auth module's
 * own types. A mistake is never guessed around: all problems of all files are reported at once, each with its place.
 */
@NullMarked
package dev.ftpsd.server.config;

import org.jspecify.annotations.NullMarked;
