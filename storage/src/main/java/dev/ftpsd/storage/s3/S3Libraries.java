package dev.ftpsd.storage.s3;

/** The AWS SDK, which an installation may leave out: it is as large as everything else of the server together. */
public final class S3Libraries {

    private static final String CLIENT = "software.amazon.awssdk.services.s3.S3AsyncClient";

    private S3Libraries() {}

    /** Whether homes in buckets can be opened here. */
    public static boolean present() {
        try {
            Class.forName(CLIENT, false, S3Libraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
