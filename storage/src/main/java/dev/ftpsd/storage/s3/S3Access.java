package dev.ftpsd.storage.s3;

import java.net.URI;
import java.util.Optional;

/**
 * How the object storage is reached.
 *
 * @param endpoint where it is, unless it is AWS
 * @param region as the storage calls it; others than AWS take any
 * @param pathStyle whether the bucket is named in the path and not in the host's name, as most others than AWS want it
 * @param keys who asks; empty for the AWS SDK's own search (environment, profile, the machine's role)
 */
public record S3Access(Optional<URI> endpoint, String region, boolean pathStyle, Optional<Keys> keys) {

    /** An access key; its secret is never shown. */
    public record Keys(String id, String secret) {

        @Override
        public String toString() {
            return id + " ****";
        }
    }
}
