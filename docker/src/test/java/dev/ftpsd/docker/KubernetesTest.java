package dev.ftpsd.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** The manifests of {@code docker/kubernetes} against the types of Kubernetes: a key that these do not have is refused. */
final class KubernetesTest {

    private static final Path FOLDER = Path.of("kubernetes");

    @Test
    void every_manifest_has_the_keys_of_its_kind_and_no_others() throws Exception {
        var kinds = new TreeSet<String>();
        for (var manifest : manifests()) {
            kinds.add(manifest.get("kind").getAsString());
            validate(manifest);
        }
        assertEquals(Set.of("ConfigMap", "Deployment", "PersistentVolumeClaim", "Secret", "Service"), kinds);
    }

    @Test
    void a_mistyped_key_is_found_however_deep() throws Exception {
        var deployment = manifest("Deployment");
        pod(deployment).getAsJsonArray("containers").get(0).getAsJsonObject().addProperty("imagePulPolicy", "Always");

        var refused = assertThrows(RuntimeException.class, () -> validate(deployment));

        assertTrue(String.valueOf(refused.getMessage()).contains("imagePulPolicy"), refused::getMessage);
    }

    @Test
    void the_service_leads_to_the_container_by_two_ports_that_keep_their_numbers() throws Exception {
        var ports = manifest("Service").getAsJsonObject("spec").getAsJsonArray("ports");
        var container = pod(manifest("Deployment")).getAsJsonArray("containers").get(0).getAsJsonObject();

        for (var port : ports) {
            var target = port.getAsJsonObject().get("targetPort").getAsString();
            var named =
                    stream(container.get("ports")).filter(one -> one.get("name").getAsString().equals(target)).toList();
            assertEquals(1, named.size(), target);
            assertEquals(port.getAsJsonObject().get("port").getAsInt(),
                    named.getFirst().get("containerPort").getAsInt());
        }
        assertEquals(2, ports.size());
    }

    @Test
    void whatever_the_pod_mounts_is_there() throws Exception {
        var pod = pod(manifest("Deployment"));
        var volumes = stream(pod.get("volumes")).map(volume -> volume.get("name").getAsString()).toList();

        stream(pod.getAsJsonArray("containers").get(0).getAsJsonObject().get("volumeMounts"))
                .forEach(mount -> assertTrue(volumes.contains(mount.get("name").getAsString()), mount::toString));
        for (var kind : List.of("ConfigMap", "Secret", "PersistentVolumeClaim")) {
            var name = manifest(kind).getAsJsonObject("metadata").get("name").getAsString();
            assertTrue(pod.get("volumes").toString().contains("\"" + name + "\""), name);
        }
    }

    @Test
    void a_start_does_not_walk_through_all_files_to_give_rights_to_the_group() throws Exception {
        var security = pod(manifest("Deployment")).getAsJsonObject("securityContext");

        assertTrue(security.has("fsGroup"));
        assertEquals("OnRootMismatch", security.get("fsGroupChangePolicy").getAsString());
    }

    private static void validate(JsonObject manifest) throws IOException {
        switch (manifest.get("kind").getAsString()) {
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(manifest);
            case "Deployment" -> V1Deployment.validateJsonElement(manifest);
            case "PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(manifest);
            case "Secret" -> V1Secret.validateJsonElement(manifest);
            case "Service" -> V1Service.validateJsonElement(manifest);
            default -> fail("no type for " + manifest);
        }
    }

    private static JsonObject manifest(String kind) throws IOException {
        return manifests().stream().filter(one -> one.get("kind").getAsString().equals(kind)).findFirst().orElseThrow();
    }

    private static List<JsonObject> manifests() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var gson = new Gson();
            return files.sorted().flatMap(file -> StreamSupport.stream(load(file).spliterator(), false))
                    .map(document -> gson.toJsonTree(document).getAsJsonObject()).toList();
        }
    }

    private static Iterable<Object> load(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject pod(JsonObject deployment) {
        return deployment.getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
    }

    private static Stream<JsonObject> stream(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
