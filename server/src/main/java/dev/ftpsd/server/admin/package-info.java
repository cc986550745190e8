/** The command line beside {@code run}: commands that read files and print, with or without a running server. */
@NullMarked
package dev.ftpsd.server.admin;

import org.jspecify.annotations.NullMarked;
