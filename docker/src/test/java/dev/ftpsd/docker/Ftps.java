package dev.ftpsd.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A session of Apache commons-net, for tests about something else than clients: logged in as bob, who need not resume. */
final class Ftps implements AutoCloseable {

    private final FTPSClient client;

    private Ftps(boolean implicit) {
        client = new FTPSClient("TLS", implicit);
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.setEndpointCheckingEnabled(false);
        client.setConnectTimeout((int) Duration.ofSeconds(20).toMillis());
        client.setDefaultTimeout((int) Duration.ofSeconds(20).toMillis());
    }

    static Ftps login(String host, int port) throws IOException {
        return login(host, port, "bob", "secret");
    }

    static Ftps login(String host, int port, String user, String password) throws IOException {
        return new Ftps(false).begin(host, port, user, password);
    }

    /** The same by one version of TLS, such as {@code TLSv1.2}. */
    static Ftps login(String host, int port, String user, String tls, boolean implicit) throws IOException {
        var ftps = new Ftps(implicit);
        ftps.client.setEnabledProtocols(new String[]{tls});
        return ftps.begin(host, port, user, "secret");
    }

    private Ftps begin(String host, int port, String user, String password) throws IOException {
        client.connect(host, port);
        assertTrue(client.login(user, password), client::getReplyString);
        client.execPBSZ(0);
        client.execPROT("P");
        client.setFileType(FTP.BINARY_FILE_TYPE);
        client.enterLocalPassiveMode();
        return this;
    }

    void store(String name, byte[] content) throws IOException {
        assertTrue(client.storeFile(name, new ByteArrayInputStream(content)), client::getReplyString);
    }

    byte[] retrieve(String name) throws IOException {
        var content = new ByteArrayOutputStream();
        assertTrue(client.retrieveFile(name, content), client::getReplyString);
        return content.toByteArray();
    }

    /** Sends a command; gives its reply. */
    String says(String command) throws IOException {
        client.sendCommand(command);
        return client.getReplyString().strip();
    }

    boolean answers() throws IOException {
        return FTPReply.isPositiveCompletion(client.noop());
    }

    FTPSClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.disconnect();
    }
}
