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

    private final FTPSClient client = new FTPSClient("TLS", false);

    private Ftps() {
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.setEndpointCheckingEnabled(false);
        client.setConnectTimeout((int) Duration.ofSeconds(20).toMillis());
        client.setDefaultTimeout((int) Duration.ofSeconds(20).toMillis());
    }

    static Ftps login(String host, int port) throws IOException {
        return login(host, port, "bob", "secret");
    }

    static Ftps login(String host, int port, String user, String password) throws IOException {
        var ftps = new Ftps();
        ftps.client.connect(host, port);
        assertTrue(ftps.client.login(user, password), ftps.client::getReplyString);
        ftps.client.execPBSZ(0);
        ftps.client.execPROT("P");
        ftps.client.setFileType(FTP.BINARY_FILE_TYPE);
        ftps.client.enterLocalPassiveMode();
        return ftps;
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
