package dev.ftpsd.server.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import dev.ftpsd.server.TestServer;
import dev.ftpsd.server.support.FtpTestClient;

/** A server with hooks, and programs for them. */
record HookSite(Path folder) {

    /** A program of that text, for sh; {@code $here} is the folder. One of that name may still run: it is not written to. */
    Path program(String name, String text) throws IOException {
        var made = Files.createTempFile(folder, name, ".new");
        Files.writeString(made, "#!/bin/sh\nhere=" + folder + "\n" + text + "\n");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        return Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    TestServer start(String events) throws IOException {
        return TestServer.start(folder, TestServer.PERMISSIVE + events);
    }

    /** What a program has written to a file of that name. */
    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    /** How many events wait. */
    int spooled() {
        var spool = folder.resolve("state/events");
        if (Files.notExists(spool)) {
            return 0;
        }
        try (var files = Files.list(spool)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends it and gives the reply behind 150. */
    static String upload(FtpTestClient client, String command, String content) throws IOException {
        try (var data = client.openData()) {
            client.ask(command, 150);
            data.write(content);
            data.end();
            return client.read().toString();
        }
    }
}
