/** How text becomes checked values. */
@NullMarked
package dev.ftpsd.server.config.yaml;

import org.jspecify.annotations.NullMarked;
