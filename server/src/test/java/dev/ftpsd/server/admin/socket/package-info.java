/** The control socket: who may use it, what goes over it, and how it ends. */
@NullMarked
package dev.ftpsd.server.admin.socket;

import org.jspecify.annotations.NullMarked;
