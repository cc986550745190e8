/** Those who are told of uploads. */
@NullMarked
package dev.ftpsd.server.hook;

import org.jspecify.annotations.NullMarked;
