/**
 * Files in a bucket of S3-compatible object storage, for homes that begin with {@code s3://}. The only package that knows the AWS SDK.
 *
 * <p>An object is a file. A directory is a common beginning of names that ends with a slash, kept by an empty object of that name so that
 * it may be empty. What object storage cannot do is refused in words: parts of files are never written, times and permissions not
 * set, directories with something in them not renamed. {@link dev.ftpsd.storage.s3.S3FileStore} says it one by one.
 */
@NullMarked
package dev.ftpsd.storage.s3;

import org.jspecify.annotations.NullMarked;
