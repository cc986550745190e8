/** Tests of the package of the same name. */
@NullMarked
package dev.ftpsd.server.session;

import org.jspecify.annotations.NullMarked;
