/** Configuration folders, right and wrong, and what is made of them. */
@NullMarked
package dev.ftpsd.server.config;

import org.jspecify.annotations.NullMarked;
