package dev.ftpsd.storage.s3;

import java.time.Duration;
import java.util.function.Supplier;

import dev.ftpsd.storage.FileStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Opens places in buckets, all through one client, which is made when the first is opened. Any thread. */
public final class S3Stores implements AutoCloseable {

    /** Each running transfer holds a connection. */
    private static final int CONNECTIONS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<S3Access> access;
    private final Claims claims = new Claims();
    private @Nullable S3AsyncClient client;

    /** @param access asked once, when the first place is opened */
    public S3Stores(Supplier<S3Access> access) {
        this.access = access;
    }

    /** The files below a place. Nothing is asked of the storage yet. */
    public FileStore open(S3Location location) {
        return new S3FileStore(new Bucket(client(), location), claims);
    }

    private synchronized S3AsyncClient client() {
        if (client == null) {
            client = make(access.get());
        }
        return client;
    }

    private static S3AsyncClient make(S3Access access) {
        // Not every S3-compatible storage knows the checksums that the SDK adds by itself.
        var builder = S3AsyncClient.builder().region(Region.of(access.region())).forcePathStyle(access.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS)
                        .connectionAcquisitionTimeout(PATIENCE));
        access.endpoint().ifPresent(builder::endpointOverride);
        access.keys().ifPresent(keys -> builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.id(), keys.secret()))));
        return builder.build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
