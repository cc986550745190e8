/** The HTTP port: what it answers, what it refuses, and what it never tells. */
@NullMarked
package dev.ftpsd.server.admin.http;

import org.jspecify.annotations.NullMarked;
