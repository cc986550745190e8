package dev.ftpsd.server.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import dev.ftpsd.server.config.ConfigProblems;
import dev.ftpsd.server.config.SettingsReader;
import dev.ftpsd.server.support.FuzzTarget;
import dev.ftpsd.server.support.TempFolder;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A configuration is right, or its mistakes are told in lines that a terminal can show. The first octet tells which file it is. */
final class YamlTarget implements FuzzTarget {

    private final Path folder;

    YamlTarget() throws IOException {
        folder = TempFolder.make("yaml");
    }

    @Override
    public void accept(byte[] input) throws IOException {
        var machine = input.length == 0 || (input[0] & 1) == 0;
        var text = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        Files.write(folder.resolve(machine ? "ftpsd.yaml" : "users.yaml"), text);
        Files.writeString(folder.resolve(machine ? "users.yaml" : "ftpsd.yaml"), "version: 1\n");
        try {
            assertNotNull(new SettingsReader(Map.of()).read(folder).settings());
        } catch (ConfigProblems e) {
            assertFalse(e.problems().isEmpty());
            for (var problem : e.problems()) {
                assertTrue(problem.toString().chars().noneMatch(c -> c < 0x20 || c == 0x7f), problem.toString());
            }
        }
    }
}
