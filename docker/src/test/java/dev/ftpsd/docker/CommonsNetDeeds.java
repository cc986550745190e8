package dev.ftpsd.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.net.ftp.FTPSClient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What people do with Apache commons-net. */
final class CommonsNetDeeds {

    private static final int HALF = 700_000;

    private final FTPSClient client;
    private final String folder;
    private final Path files;
    private final List<String> done = new ArrayList<>();

    private CommonsNetDeeds(FTPSClient client, String folder, Path files) {
        this.client = client;
        this.folder = folder;
        this.files = files;
    }

    /** Does all; gives what went well, and fails at what did not. */
    static List<String> run(Site site, Cell cell, String folder, Path files) throws IOException {
        var host = cell.host().replace("[", "").replace("]", "");
        try (var ftps = Ftps.login(host, cell.port(site), "bob", "TLSv" + cell.tls(), cell.isImplicit())) {
            var deeds = new CommonsNetDeeds(ftps.client(), folder, files);
            deeds.all();
            return deeds.done;
        }
    }

    private void all() throws IOException {
        done.add("connect");
        client.makeDirectory(folder.substring(0, folder.indexOf('/')));
        check(client.makeDirectory(folder));
        check(client.changeWorkingDirectory(folder));
        var big = Files.readAllBytes(files.resolve("big"));
        store("big", big);
        done.add("upload");
        assertTrue(Arrays.asList(client.listNames()).contains("big"));
        assertEquals(big.length, client.listFiles("big")[0].getSize());
        done.add("list");
        assertArrayEquals(big, retrieve("big"));
        done.add("download");
        resume(big);
        check(client.rename("big", "renamed"));
        assertArrayEquals(big, retrieve("renamed"));
        done.add("rename");
        check(client.deleteFile("renamed"));
        assertEquals(0, client.listFiles("renamed").length);
        done.add("delete");
        check(client.makeDirectory("small"));
        for (int i = 1; i <= 200; i++) {
            store("small/" + i, Files.readAllBytes(files.resolve("small/" + i)));
        }
        assertEquals(200, client.listNames("small").length);
        done.add("small files");
        check(client.logout());
    }

    private void resume(byte[] big) throws IOException {
        client.setRestartOffset(HALF);
        assertArrayEquals(Arrays.copyOfRange(big, HALF, big.length), retrieve("big"));
        store("up", Arrays.copyOf(big, HALF));
        check(client.appendFile("up", stream(Arrays.copyOfRange(big, HALF, big.length))));
        assertArrayEquals(big, retrieve("up"));
        done.add("resume");
    }

    private void store(String name, byte[] content) throws IOException {
        check(client.storeFile(name, stream(content)));
    }

    private byte[] retrieve(String name) throws IOException {
        var content = new ByteArrayOutputStream();
        check(client.retrieveFile(name, content));
        return content.toByteArray();
    }

    private static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private void check(boolean went) {
        assertTrue(went, client::getReplyString);
    }
}
