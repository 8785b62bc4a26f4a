package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.stream.Bell;
import io.hooklatch.gateway.admin.stream.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the code to the document, and the page about it to both. */
class DocumentTest {
    private final Document document = Document.load();

    @TempDir
    Path directory;

    @Test
    void theRoutesAreThoseOfTheDocumentWithTheirRoles() throws IOException {
        try (ApiRig rig = new ApiRig(directory);
                Streams streams = Streams.start(rig.gateway().inbox().reader(), new Bell())) {
            Set<String> routes = new TreeSet<>();
            for (Route route : Routes.of(
                    new ApiSettings(AccessSettings.CLOSED, List.of(), "1", InstantSource.system(), Optional.empty()),
                    rig.gateway().inbox(),
                    streams)) {
                routes.add(route.method() + " " + route.template() + " "
                        + route.role().text());
            }
            assertThat(routes).isEqualTo(document.operations());
        }
    }

    @Test
    void theOrdersOfThePageAreTaken() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "admin-api.md"), StandardCharsets.UTF_8);
        Matcher block = Pattern.compile("<!-- admin-api: POST (\\S+) -->\n```json\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        int orders = 0;
        try (ApiRig rig = new ApiRig(directory)) {
            for (; block.find(); orders++) {
                assertThat(rig.post(Role.OPERATOR, block.group(1), block.group(2))
                                .status())
                        .as(block.group(1))
                        .isBetween(200, 202);
            }
        }
        assertThat(orders).isEqualTo(4);
    }

    @Test
    void theExamplesOfThePageAreAnswered() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "admin-api.md"), StandardCharsets.UTF_8);
        Matcher block = Pattern.compile("<!-- admin-api: ([a-z]+) -->\n```\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        try (ApiRig rig = new ApiRig(directory)) {
            for (String path : block.group(2).lines().toList()) {
                assertThat(rig.get(Role.of(block.group(1)), path).status())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }
}
