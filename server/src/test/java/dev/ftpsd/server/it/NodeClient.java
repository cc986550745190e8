package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** basic-ftp, of the version that {@code src/test/node/package.json} names, below {@code target}. */
final class NodeClient {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node").toAbsolutePath();

    /** What node is given to run. */
    static final Path PROGRAM = FOLDER.resolve("client.mjs");

    private NodeClient() {}

    /** Whether it can be run: there is node, and npm has it, or gets it. */
    static boolean isPresent() {
        return Tool.isPresent("node") && Tool.isPresent("npm") && Installed.YES;
    }

    private static boolean install() {
        try {
            Files.createDirectories(FOLDER);
            for (var file : List.of("package.json", "client.mjs")) {
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            return Tool.in(FOLDER, "npm").within(Duration.ofMinutes(2))
                    .run("install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline")
                    .exitCode() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asked once in a run, since npm takes its time. */
    private static final class Installed {

        private static final boolean YES = install();
    }
}
