package io.hooklatch.gateway.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The description of the API, with its references followed, as a judge of answers. */
final class Document {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final String PREFIX = "/api/v1";

    private final ObjectNode root = file("openapi.yaml");
    private final Map<String, ObjectNode> parts = Map.of(
            "schemas.yaml", file("schemas.yaml"),
            "operations.yaml", file("operations.yaml"),
            "upkeep.yaml", file("upkeep.yaml"));

    private Document() {}

    static Document load() {
        return new Document();
    }

    private static ObjectNode file(String name) {
        try (InputStream in = Api.class.getResourceAsStream(name)) {
            return MAPPER.valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation as {@code GET /events/{id}}, with the role it says it needs. */
    Set<String> operations() {
        Set<String> found = new TreeSet<>();
        root.get("paths")
                .fieldNames()
                .forEachRemaining(path -> item(path).node().properties().forEach(operation -> {
                    if (!operation.getKey().equals("parameters")) {
                        String role = operation.getValue().path("x-role").asText("viewer");
                        found.add(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path + " " + role);
                    }
                }));
        return found;
    }

    /** The names of the parameters in the query of an operation. */
    Set<String> parameters(String method, String template) {
        Set<String> names = new TreeSet<>();
        Part operation = operation(method, template);
        for (JsonNode parameter : operation.node().path("parameters")) {
            JsonNode whole = followed(new Part(parameter, operation.file())).node();
            if (whole.get("in").asText().equals("query")) {
                names.add(whole.get("name").asText());
            }
        }
        return names;
    }

    /** Fails unless the answer is one that the document describes. */
    void check(String method, String path, ApiAnswer answer) {
        if (!path.startsWith(PREFIX)) {
            return;
        }
        String template = template(path.substring(PREFIX.length()));
        if (template.isEmpty()) {
            if (answer.status() < 400) {
                throw new AssertionError(path + " is not in the document and was answered " + answer.status());
            }
            fits("problem of " + path, problem(), answer);
            return;
        }
        Part operation = operation(method, template);
        JsonNode responses = operation.node().path("responses");
        Part response = new Part(responses.path(Integer.toString(answer.status())), operation.file());
        if (response.node().isMissingNode()) {
            if (answer.status() < 400) {
                throw new AssertionError(method + " " + template + " answers " + answer.status() + " undescribed");
            }
            response = problem();
        }
        fits(method + " " + path, response, answer);
    }

    /** A part of the description, and the file in which it stands. */
    private record Part(JsonNode node, String file) {}

    private Part problem() {
        return new Part(root.at("/components/responses/Problem"), "openapi.yaml");
    }

    private Part item(String template) {
        return followed(new Part(root.get("paths").get(template), "openapi.yaml"));
    }

    private Part operation(String method, String template) {
        Part item = item(template);
        return new Part(item.node().path(method.toLowerCase(java.util.Locale.ROOT)), item.file());
    }

    private String template(String path) {
        String wildcard = "";
        for (Iterator<String> names = root.get("paths").fieldNames(); names.hasNext(); ) {
            String template = names.next();
            if (template.equals(path)) {
                return template;
            }
            if (path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"))) {
                wildcard = template;
            }
        }
        return wildcard;
    }

    private void fits(String what, Part response, ApiAnswer answer) {
        Part followed = followed(response);
        JsonNode content = followed.node().path("content");
        JsonNode described = content.path(answer.mediaType());
        if (described.isMissingNode()) {
            throw new AssertionError(what + " is answered as " + answer.mediaType() + ", described is " + content);
        }
        if (answer.mediaType().endsWith("json")) {
            Set<ValidationMessage> mistakes = validate(described.get("schema"), followed.file(), answer.json());
            if (!mistakes.isEmpty()) {
                throw new AssertionError(what + " differs from the document: " + mistakes + " in " + answer.json());
            }
        }
    }

    /** Holds a value against a schema; a member that the document does not know is a mistake. */
    Set<ValidationMessage> validate(JsonNode schema, String file, JsonNode value) {
        return SCHEMAS.getSchema(inlined(schema, file, true)).validate(value);
    }

    /** The schema of this name in one of the files beside the document. */
    JsonNode schema(String file, String name) {
        return parts.get(file).get(name);
    }

    /** The schema with every reference replaced by what it leads to, and open objects closed. */
    private JsonNode inlined(JsonNode schema, String file, boolean closed) {
        if (schema.has("$ref")) {
            String[] reference = schema.get("$ref").asText().split("#", 2);
            String target = reference[0].isEmpty() ? file : reference[0];
            return inlined(tree(target).at(reference[1]), target, closed);
        }
        if (schema instanceof ArrayNode list) {
            ArrayNode all = MAPPER.createArrayNode();
            list.forEach(item -> all.add(inlined(item, file, closed)));
            return all;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode all = MAPPER.createObjectNode();
        object.properties()
                .forEach(member -> all.set(
                        member.getKey(),
                        inlined(
                                member.getValue(),
                                file,
                                closed && !member.getKey().equals("allOf"))));
        boolean describesMembers =
                object.has("allOf") || object.path("properties").isObject();
        if (closed && describesMembers && !object.has("additionalProperties")) {
            all.put("unevaluatedProperties", false);
        }
        return all;
    }

    private Part followed(Part part) {
        if (!part.node().has("$ref")) {
            return part;
        }
        String[] reference = part.node().get("$ref").asText().split("#", 2);
        String file = reference[0].isEmpty() ? part.file() : reference[0];
        return followed(new Part(tree(file).at(reference[1]), file));
    }

    private JsonNode tree(String file) {
        return file.equals("openapi.yaml") ? root : parts.get(file);
    }
}
