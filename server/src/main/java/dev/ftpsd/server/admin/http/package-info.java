/**
 * What operators and their tools read over HTTP: two probes, the metrics and a page for people. Read-only, without a password,
 * without scripts; on the loopback address unless the configuration says otherwise.
 */
@NullMarked
package dev.ftpsd.server.admin.http;

import org.jspecify.annotations.NullMarked;
