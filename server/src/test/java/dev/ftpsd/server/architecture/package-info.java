/** The rules of the house, held: what may know what, and how long a file, a method and a list of parameters may be. */
@NullMarked
package dev.ftpsd.server.architecture;

import org.jspecify.annotations.NullMarked;
