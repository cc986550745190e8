package dev.ftpsd.server.config;

import java.net.URI;
import java.util.Optional;

import dev.ftpsd.auth.Secret;
import dev.ftpsd.server.config.yaml.Section;
import dev.ftpsd.server.config.yaml.Type;

/**
 * How the object storage of homes that begin with {@code s3://} is reached.
 *
 * @param endpoint its address; empty (the default) for AWS
 * @param region default us-east-1
 * @param pathStyle whether the bucket stands in the path; default false
 * @param accessKey who asks; empty (the default) for the AWS SDK's own search
 * @param secretKey goes with it
 */
public record S3Settings(Optional<URI> endpoint, String region, boolean pathStyle, String accessKey,
        Optional<Secret> secretKey) {

    static final S3Settings DEFAULTS = new S3Settings(Optional.empty(), "us-east-1", false, "", Optional.empty());

    private static final Type<Optional<URI>> ADDRESS = Type.of("optional url", "https://s3.example.org or \"\"",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(EventSchema.webAddress(text)));

    public S3Settings {
        Checks.that(!region.isEmpty(), "region must not be empty");
        Checks.that(accessKey.isEmpty() == secretKey.isEmpty(),
                "access-key and secret-key go together: set both or none");
    }

    static S3Settings read(Section in) {
        return new S3Settings(
                in.get("endpoint", ADDRESS, DEFAULTS.endpoint),
                in.get("region", Types.TEXT, DEFAULTS.region),
                in.get("path-style", Types.BOOLEAN, DEFAULTS.pathStyle),
                in.get("access-key", Types.TEXT, DEFAULTS.accessKey),
                in.get("secret-key", Types.SECRET_OR_NONE, DEFAULTS.secretKey));
    }
}
