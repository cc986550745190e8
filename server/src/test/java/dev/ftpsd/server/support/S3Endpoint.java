package dev.ftpsd.server.support;

import java.net.URI;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy on a free port of the loopback interface with the bucket {@code files}, its objects on the heap. */
public final class S3Endpoint implements AutoCloseable {

    private final S3Proxy proxy;

    public S3Endpoint() throws Exception {
        var blobs = new TransientNio2BlobStore();
        blobs.createContainer("files");
        proxy = S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret").build();
        proxy.start();
    }

    /** The lines of ftpsd.yaml that lead there. */
    public String settings() {
        return "storage: { receipts: sha-256, s3: { endpoint: \"http://127.0.0.1:" + proxy.getPort()
                + "\", region: eu-central-1, path-style: true, access-key: id, secret-key: secret } }\n";
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
