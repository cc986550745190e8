package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.ftpsd.server.config.yaml.Key;
import dev.ftpsd.server.config.yaml.Reading;
import dev.ftpsd.server.config.yaml.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code conf/} as it is shipped is the manual: it must say what the program does. */
class ShippedFilesTest {

    private static final Path CONF = Path.of("../conf");

    private static Loaded shipped(Map<String, String> environment) throws ConfigProblems {
        return new SettingsReader(environment).read(CONF);
    }

    private static Function<Section, ?> reader(String file) {
        return file.equals("ftpsd") ? MachineSchema::read : UsersFile::read;
    }

    /** JSON is YAML. */
    private static Map<?, ?> tree(String file) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return (Map<?, ?>) yaml.load(Files.readString(CONF.resolve(file)));
    }

    @Test
    void the_shipped_file_says_the_defaults() throws Exception {
        assertEquals(Settings.DEFAULTS, shipped(Map.of()).settings());
    }

    @Test
    void the_shipped_files_bring_no_warning_and_no_user() throws Exception {
        assertEquals(List.of(), shipped(Map.of()).warnings());
        assertEquals(List.of(), shipped(Map.of()).users().users());
    }

    @Test
    void the_environment_names_host_and_bootstrap_user() throws Exception {
        var settings =
                shipped(Map.of("FTPSD_PUBLIC_HOST", "ftp.example.org", "FTPSD_USER", "anna", "FTPSD_PASSWORD", "x",
                        "FTPSD_HOME", "/srv")).settings();

        assertEquals("ftp.example.org", settings.server().publicHost());
        assertEquals("anna", settings.users().bootstrap().name());
        assertEquals(1, settings.users().bootstrap().password().orElseThrow().length());
        assertEquals("/srv", settings.users().bootstrap().home());
    }

    @Test
    void the_shipped_file_has_every_key_of_the_machine() throws Exception {
        var known = Reading.keys(MachineSchema::read).stream().map(Key::path)
                // Items of lists that are empty by default are explained in the comments instead.
                .filter(path -> !path
                        .matches(
                                "(tls\\.hosts|events\\.hooks|data\\.advertise|data\\.relax|listeners\\[]\\.from)\\[]\\..*"))
                .collect(Collectors.toCollection(TreeSet::new));
        var written = new TreeSet<String>();
        collect(tree("ftpsd.yaml"), "", written);

        assertEquals(known, written);
    }

    private static void collect(Map<?, ?> map, String prefix, Set<String> paths) {
        map.forEach((key, value) -> {
            var path = prefix + key;
            paths.add(path);
            if (value instanceof Map<?, ?> below) {
                collect(below, path + ".", paths);
            } else if (value instanceof List<?> items) {
                items.stream().filter(Map.class::isInstance).map(Map.class::cast)
                        .forEach(item -> collect((Map<?, ?>) item, path + "[].", paths));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"ftpsd", "users"})
    void the_json_schema_has_every_key_with_its_type_and_an_explanation(String file) throws Exception {
        var schema = tree("schema/" + file + ".schema.json");
        var described = new ArrayList<String>();
        walk(schema, schema, "", described);
        var known = Reading.keys(reader(file)).stream()
                .map(key -> key.path() + (key.list() ? "[]: " : ": ") + key.type().replace(' ', '-')).sorted().toList();

        assertEquals(String.join("\n", known), described.stream().sorted().collect(Collectors.joining("\n")));
    }

    /** Notes {@code path: type} for each property of an object of the schema. */
    private static void walk(Map<?, ?> schema, Map<?, ?> object, String prefix, List<String> paths) {
        assertEquals(false, object.get("additionalProperties"), prefix);
        ((Map<?, ?>) member(object, "properties")).forEach((key, value) -> {
            var property = (Map<?, ?>) value;
            var path = prefix + key;
            assertTrue(property.get("description") instanceof String text && !text.isBlank(), path);
            if ("array".equals(property.get("type"))) {
                note(schema, (Map<?, ?>) member(property, "items"), path + "[]", paths);
            } else if (property.get("anyOf") instanceof List<?> ways && isArray(ways.getFirst())) {
                note(schema, (Map<?, ?>) ways.get(1), path + "[]", paths);
            } else {
                note(schema, property, path, paths);
            }
        });
    }

    private static boolean isArray(Object way) {
        return way instanceof Map<?, ?> map && "array".equals(map.get("type"));
    }

    private static void note(Map<?, ?> schema, Map<?, ?> property, String path, List<String> paths) {
        var way = property.get("anyOf") instanceof List<?> ways ? (Map<?, ?>) ways.getFirst() : property;
        var name = way.get("$ref") instanceof String reference ? reference.replace("#/$defs/", "") : "";
        var target = name.isEmpty() ? way : (Map<?, ?>) member((Map<?, ?>) member(schema, "$defs"), name);
        if (target.get("properties") != null) {
            paths.add(path + ": " + Key.SECTION);
            walk(schema, target, path + ".", paths);
        } else if (target.get("enum") instanceof List<?> words && !name.equals("right")) {
            paths.add(path + ": " + words.stream().map(String::valueOf).collect(Collectors.joining("|")));
        } else if (target.get("$ref") != null) {
            note(schema, target, path, paths);
        } else {
            paths.add(path + ": " + name);
        }
    }

    private static Object member(Map<?, ?> map, String key) {
        var value = map.get(key);
        if (value == null) {
            throw new AssertionError("no " + key + " in " + map);
        }
        return value;
    }

    @Test
    void every_key_of_the_shipped_file_is_explained_before_or_behind_it() throws Exception {
        var lines = Files.readAllLines(CONF.resolve("ftpsd.yaml"));
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            // A section is explained by its heading; the listeners by the table above them; a group of keys by its
            // first.
            if (line.matches(" {2}[a-z].*:.*") && lines.get(index - 1).isBlank()) {
                assertEquals("", line, "line " + (index + 1) + " has no comment above it");
            }
        }
    }

    @Test
    void the_examples_in_the_comments_of_the_users_file_are_right(@TempDir Path folder) throws Exception {
        var uncommented = Files.readAllLines(CONF.resolve("users.yaml")).stream()
                .dropWhile(line -> !line.startsWith("version"))
                .map(line -> line.replaceFirst("^#  ( *- | {2,})", "  $1"))
                .map(line -> line.replace("groups: []", "groups:").replace("users: []", "users:"))
                .map(line -> line.replace("$argon2id$…", ConfFolder.HASH))
                .collect(Collectors.joining("\n"));
        var problems = new ConfFolder(folder).file("users.yaml", uncommented).problems();

        assertEquals(List.of(), problems);
    }
}
