package dev.ftpsd.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

class VariablesTest {

    @TempDir
    Path folder;

    ConfFolder conf;

    @BeforeEach
    void makeFolder() throws Exception {
        conf = new ConfFolder(folder);
    }

    private String greeting(String value) throws Exception {
        return conf.machine("server: { greeting-name: '" + value + "' }").load().settings().server().greetingName();
    }

    private List<String> problems(String value) throws Exception {
        return conf.machine("server: { greeting-name: '" + value + "' }").problems();
    }

    @Test
    void a_variable_is_replaced_wherever_it_stands_in_a_value() throws Exception {
        conf.environment("NAME", "mirror").environment("CITY", "Ulm");

        assertEquals("mirror", greeting("${env:NAME}"));
        assertEquals("the mirror in Ulm.", greeting("the ${env:NAME} in ${env:CITY:-nowhere}."));
    }

    @Test
    void a_default_counts_where_the_variable_is_not_set_or_empty() throws Exception {
        conf.environment("EMPTY", "");

        assertEquals("x", greeting("${env:MISSING:-x}"));
        assertEquals("x", greeting("${env:EMPTY:-x}"));
        assertEquals("a:-b", greeting("${env:MISSING:-a:-b}"));
    }

    @Test
    void a_variable_without_value_and_default_is_told() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:26 server.greeting-name: the environment variable MISSING is not set; "
                + "${env:MISSING:-default} would give it a default"), problems("${env:MISSING}"));
    }

    @Test
    void a_file_gives_its_content_without_one_line_end() throws Exception {
        var secret = folder.resolve("secret");
        Files.writeString(secret, "one\n\n");
        conf.machine("tls: { certificate: a.pem, key-password: \"${file:" + secret + "}\" }");

        var password = conf.load().settings().tls().keyPassword().orElseThrow();
        assertEquals("one\n", new String(password.toCharArray()));
    }

    @Test
    void a_byte_order_mark_before_a_secret_is_none_of_it() throws Exception {
        var secret = folder.resolve("secret");
        Files.writeString(secret, "\uFEFFone\uFEFF\r\n");

        assertEquals("one\uFEFF", greeting("${file:" + secret + "}"));
    }

    @Test
    void a_file_that_cannot_be_read_is_told() throws Exception {
        assertEquals(List.of("ftpsd.yaml:2:26 server.greeting-name: \"/nowhere/x\" cannot be read: no such file"),
                problems("${file:/nowhere/x}"));
    }

    @Test
    void what_a_variable_holds_is_not_resolved_again() throws Exception {
        var secret = folder.resolve("secret");
        Files.writeString(secret, "${env:HOME} ${sys:user.name}\n");
        conf.environment("HOME", "/root").environment("TRICK", "${file:/etc/passwd}");

        assertEquals("${env:HOME} ${sys:user.name}", greeting("${file:" + secret + "}"));
        assertEquals("a ${env:HOME} ${sys:user.name} b", greeting("a ${file:" + secret + "} b"));
        assertEquals("${file:/etc/passwd}", greeting("${env:TRICK}"));
        assertEquals("a ${file:/etc/passwd}", greeting("a ${env:TRICK}"));
    }

    @Test
    void no_other_lookup_of_commons_configuration_is_there() throws Exception {
        for (var name : List.of("sys:user.name", "script:javascript:1", "dns:localhost", "url:http://localhost/",
                "java:version", "date:yyyy", "const:java.lang.Math.PI", "base64Encoder:x", "properties:a::b", "xml:a:b",
                "localhost:name", "name", "", "env:", "file:", "file:relative", "env:A${env:B}")) {
            var problems = problems("${" + name + "}");

            assertEquals(1, problems.size(), name);
            assertEquals("is not a variable: write ${env:NAME}, ${env:NAME:-default} or ${file:/path}",
                    problems.getFirst().replaceFirst(".*\" (?=is not)", ""), name);
        }
    }

    @Test
    void a_variable_that_is_not_closed_is_told() throws Exception {
        assertEquals(1, problems("${env:NAME").size());
    }

    @Test
    void users_files_have_no_variables() throws Exception {
        conf.environment("HOME", "/root").users("defaults: { home: \"${env:HOME}\" }");

        assertEquals(List.of("users.yaml:2:19 defaults.home: ${…} is for ftpsd.yaml alone and refused here"),
                conf.problems());
    }
}
