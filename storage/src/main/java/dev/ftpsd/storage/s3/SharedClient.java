package dev.ftpsd.storage.s3;

import java.time.Duration;

import dev.ftpsd.storage.FileStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The client that all places share, and who writes where. Any thread. */
final class SharedClient {

    /** Each running transfer holds a connection. */
    private static final int CONNECTIONS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final S3AsyncClient client;
    private final Claims claims = new Claims();

    SharedClient(S3Access access) {
        this(access, PATIENCE);
    }

    /** @param silence how long an answer may pause, be it that the client at the other end takes nothing of it */
    SharedClient(S3Access access, Duration silence) {
        // Not every S3-compatible storage knows the checksums that the SDK adds by itself.
        var builder = S3AsyncClient.builder().region(Region.of(access.region())).forcePathStyle(access.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS)
                        .connectionAcquisitionTimeout(PATIENCE).readTimeout(silence));
        access.endpoint().ifPresent(builder::endpointOverride);
        access.keys().ifPresent(keys -> builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.id(), keys.secret()))));
        this.client = builder.build();
    }

    FileStore open(S3Location location) {
        return new S3FileStore(new Bucket(client, location), claims);
    }

    void close() {
        client.close();
    }
}
