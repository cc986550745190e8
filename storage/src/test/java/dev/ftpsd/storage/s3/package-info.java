/** A real S3 server on loopback, and what the store does with it beyond the contracts of all stores. */
@NullMarked
package dev.ftpsd.storage.s3;

import org.jspecify.annotations.NullMarked;
