/** {@code ftpsd doctor}: a client that visits the server by the way that clients take, and says in words what it met. */
@NullMarked
package dev.ftpsd.server.admin.doctor;

import org.jspecify.annotations.NullMarked;
