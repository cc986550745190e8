/**
 * The image, as an administrator runs it, and the clients that people use.
 *
 * <p>{@link dev.ftpsd.docker.Site} is the folders of one server, {@link dev.ftpsd.docker.Server} its container,
 * {@link dev.ftpsd.docker.Client} a container with clients on another network. Without a Docker engine each test is named at
 * the end of the run as one that did not run, and fails under {@code -Dftpsd.require-tools=true}.
 */
@NullMarked
package dev.ftpsd.docker;

import org.jspecify.annotations.NullMarked;
