package dev.ftpsd.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ftpsd.auth.PasswordHash;
import dev.ftpsd.auth.UserLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** What an editor underlines is what the server refuses, and nothing else. */
class SchemaTest {

    private static final Path CONF = Path.of("../conf");

    @TempDir
    Path folder;

    private static Set<ValidationMessage> validate(String schema, String yaml) throws IOException {
        var rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(CONF.resolve("schema/" + schema + ".schema.json")));
        var options = new LoaderOptions();
        var dumping = new DumperOptions();
        Object tree = new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options,
                new AsEditorsDo()).load(yaml);
        return rules.validate(new ObjectMapper().valueToTree(tree));
    }

    /** YAML 1.2, where off is a word. */
    private static final class AsEditorsDo extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("-?[0-9]+"), "-0123456789");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftpsd", "users"})
    void the_shipped_file_fits_its_schema(String file) throws Exception {
        assertEquals(Set.of(), validate(file, Files.readString(CONF.resolve(file + ".yaml"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits: { idle-timeout: 5m, rate-in: 5MiB/s, sessions: 5, disk-reserve: 10GiB }",
            "listeners: [ { name: a, port: 21, tls: off, from: [ { allow: 10.0.0.0/8 } ] } ]",
            "data: { ports: 50000-50009, relax: [ { from: 192.0.2.0/24, resumption: preferred } ] }",
            "storage: { umask: \"077\", sync: file+dir }", "protocol: { hash: [], site: CHMOD, default-type: binary }",
            "events: { hooks: [ { name: a, command: /bin/true, on: [download, login] } ] }",
            "protocol: { commands-denied: [DELE, rein, XMKD] }",
            "tls: { min-version: \"1.3\", expiry-warning: [] }", "server: { public-host: \"${env:HOST:-}\" }",
            "server: { public-host: \"\" }", "server: { public-host: \"2001:db8::1\" }",
            "data: { advertise: [ { clients: 10.0.0.0/8, host: local } ] }"})
    void what_the_reader_takes_fits(String sample) throws Exception {
        assertEquals(List.of(), new ConfFolder(folder).machine(sample + "\n").problems(), "the reader");
        assertEquals(Set.of(), validate("ftpsd", "version: 1\n" + sample), "the schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits: { idle-timeout: soon }", "limits: { idel-timeout: 5m }", "listeners: []",
            "listeners: [ { name: a, port: 70000 } ]", "data: { resumption: sometimes }", "reload: { watch: 1 }",
            "storage: { umask: \"9\" }", "storage: { umask: \"1777\" }", "limits: { sessions: many }",
            "events: { hooks: [ { name: a, command: /bin/true, on: [uploads] } ] }",
            "events: { hooks: [ { name: a, command: /bin/true, on: [] } ] }",
            "protocol: { hash: [MD4] }", "tls: [ 1 ]", "protocol: { commands-denied: [DELETE] }",
            "server: { public-host: \"https://ftp.example.org\" }", "server: { public-host: \"ftp.example.org:21\" }",
            "protocol: { commands-denied: USER }"})
    void what_the_reader_refuses_does_not_fit(String sample) throws Exception {
        assertFalse(new ConfFolder(folder).machine(sample + "\n").problems().isEmpty(), "the reader");
        assertFalse(validate("ftpsd", "version: 1\n" + sample).isEmpty(), "the schema");
    }

    @Test
    void a_user_with_every_key_fits_and_is_read() throws Exception {
        var full = Files.readString(CONF.resolve("users.yaml")).lines().dropWhile(line -> !line.startsWith("version"))
                .map(line -> line.replaceFirst("^#  ( *- | {2,})", "  $1"))
                .map(line -> line.replace("groups: []", "groups:").replace("users: []", "users:"))
                .map(line -> line.replace("$argon2id$…", ConfFolder.HASH)).toList();

        assertEquals(Set.of(), validate("users", String.join("\n", full)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults: { tls: { protection: private } }",
            "groups: [ { name: a, tls: { protection: any } } ]", "anonymous: { tls: { protection: any } }",
            "defaults: { umask: \"002\" }",
            "groups: [ { name: a, umask: \"0077\" } ]", "defaults: { folders: in }",
            "users: [ { name: a, folders: [in, out/new], password: \"" + ConfFolder.HASH + "\" } ]"})
    void what_the_reader_takes_of_users_fits(String sample) throws Exception {
        assertEquals(List.of(), new ConfFolder(folder).users(sample + "\n").problems(), "the reader");
        assertEquals(Set.of(), validate("users", "version: 1\n" + sample), "the schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0B", "unlimited"})
    void nought_is_no_limit_for_each_limit_of_a_user(String none) throws Exception {
        var rate = none.equals("0B") ? "0" : none;
        var count = none.equals("unlimited") ? "0" : none.replace("B", "");
        var sample =
                "users: [ { name: a, limits: { sessions: %s, rate-in: %s, rate-out: %s, file-size: %s, quota: %s, quota-files: %s } } ]"
                        .formatted(count, rate, rate, none, none, count);

        var limits = new ConfFolder(folder).users(sample + "\n").user("a").account().limits();
        assertEquals(new UserLimits(OptionalInt.of(0), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE,
                Long.MAX_VALUE), limits);
        assertEquals(Set.of(), validate("users", "version: 1\n" + sample));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA"})
    void a_hash_of_etc_shadow_fits(String hash) throws Exception {
        var sample = "users: [ { name: a, password: \"" + hash + "\" } ]";

        var read = new ConfFolder(folder).users(sample + "\n").user("a").proofs().password();
        assertEquals(Optional.of(hash), Optional.ofNullable(read).map(PasswordHash::encoded));
        assertEquals(Set.of(), validate("users", "version: 1\n" + sample));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users: [ { name: a, pasword: x } ]",
            "users: [ { name: a, limits: { quota: 5 } } ]", "users: [ { home: x } ]",
            "users: [ { name: a, rights: [ { path: /, allow: writ } ] } ]", "users: { a: {} }",
            "users: [ { name: a, rights: [ { path: \"/a/*\", allow: none } ] } ]",
            "users: [ { name: a, rights: [ { path: /a, allow: [none, delete] } ] } ]",
            "anonymous: { allow: [ro, none] }",
            "users: [ { name: a, tls: { protection: clear } } ]", "anonymous: { tls: { required: false } }",
            "users: [ { name: a, enabled: maybe } ]", "users: [ { name: a, umask: \"9\" } ]",
            "users: [ { name: a, umask: \"1777\" } ]", "users: [ { name: a, folders: [/in] } ]",
            "groups: [ { name: a, users: [] } ]"})
    void what_the_reader_refuses_of_users_does_not_fit(String sample) throws Exception {
        assertFalse(new ConfFolder(folder).users(sample + "\n").problems().isEmpty(), "the reader");
        assertFalse(validate("users", "version: 1\n" + sample).isEmpty(), "the schema");
    }
}
