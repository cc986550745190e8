package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.ftpsd.server.config.yaml.FileFailure;
import dev.ftpsd.server.config.yaml.Origin;
import dev.ftpsd.server.config.yaml.Problems;
import dev.ftpsd.server.config.yaml.Type;

/**
 * Which files {@code users.files} names: paths from the configuration folder, where the last name may hold {@code *}.
 */
final class UserFiles {

    static final Type<String> PATTERN = Type.of("file pattern", "users.yaml or users.d/*.yaml", text -> {
        Checks.that(!text.isEmpty(), "empty");
        var folder = Path.of(text).getParent();
        Checks.that(folder == null || !folder.toString().contains("*"), "a * before the last name");
        return text;
    });

    private UserFiles() {}

    /**
     * The files in the order of the patterns and, within one, of their names. A pattern that nothing fits is no
     * mistake.
     */
    static List<Path> find(Path folder, List<String> patterns, Problems problems) {
        var files = new ArrayList<Path>();
        for (var pattern : patterns) {
            var path = folder.resolve(pattern);
            if (pattern.contains("*")) {
                files.addAll(matching(path, pattern, problems));
            } else {
                files.add(path);
            }
        }
        return files.stream().distinct().toList();
    }

    private static List<Path> matching(Path path, String pattern, Problems problems) {
        var name = Pattern.compile(Stream.of(String.valueOf(path.getFileName()).split("\\*", -1))
                .map(Pattern::quote).reduce((left, right) -> left + ".*" + right).orElse(""));
        var folder = path.resolveSibling("");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            // Editors keep their copies, and Kubernetes its links, under names that begin with a dot.
            return found.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted().toList();
        } catch (IOException e) {
            problems.error(Origin.of(pattern), "", "the folder cannot be read: " + FileFailure.sentence(e));
            return List.of();
        }
    }
}
