/** Tests of the login: known answers of other implementations, hostile input, and what a client can observe. */
@NullMarked
package dev.ftpsd.auth;

import org.jspecify.annotations.NullMarked;
