package dev.ftpsd.server.support;

import java.net.URI;
import java.util.List;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;

/** S3Proxy on a free port of the loopback interface with the bucket {@code files}, its objects on the heap. */
public final class S3Endpoint implements AutoCloseable {

    private final TransientNio2BlobStore blobs = new TransientNio2BlobStore();
    private final S3Proxy proxy;

    public S3Endpoint() throws Exception {
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

    /** The bytes of each part that has come of uploads that are on their way. */
    public List<Long> parts() {
        return blobs.listMultipartUploads("files").stream()
                .map(upload -> new MultipartUpload(upload.uploadId(),
                        CreateMultipartUploadRequest.builder().bucket("files").key(upload.key()).build()))
                .flatMap(upload -> blobs.listMultipartUpload(upload).stream()).map(Part::size).toList();
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
