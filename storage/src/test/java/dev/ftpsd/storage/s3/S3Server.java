package dev.ftpsd.storage.s3;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.ftpsd.storage.FileStore;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** S3Proxy on a free port of the loopback interface, its objects on the heap; one for all tests of a JVM. */
public final class S3Server {

    public static final String BUCKET = "files";
    private static final S3Server INSTANCE = new S3Server();
    private static final AtomicInteger PLACES = new AtomicInteger();

    private final int port;
    private final S3Stores stores;

    private S3Server() {
        try {
            var blobs = new TransientNio2BlobStore();
            blobs.createContainer(BUCKET);
            var proxy = S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret").build();
            proxy.start();
            port = proxy.getPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        stores = new S3Stores(S3Server.this::access);
    }

    public static S3Server get() {
        return INSTANCE;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    S3Access access() {
        return new S3Access(Optional.of(endpoint()), "us-east-1", true, Optional.of(new S3Access.Keys("id", "secret")));
    }

    /** A place where nothing is. */
    static S3Location place() {
        return S3Location.parse("s3://" + BUCKET + "/place " + PLACES.incrementAndGet()).orElseThrow();
    }

    /** The files of a place where nothing is. */
    public static FileStore emptyStore() {
        return INSTANCE.stores.open(place());
    }
}
