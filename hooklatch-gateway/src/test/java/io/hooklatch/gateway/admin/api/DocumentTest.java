package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.stream.Bell;
import io.hooklatch.gateway.admin.stream.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the code to the document, and the page about it to both. */
class DocumentTest {
    /** Described already, since the command line is written against it; not answered yet. */
    private static final Pattern TO_COME = Pattern.compile(" /operations|/pause |/resume ");

    private final Document document = Document.load();

    @TempDir
    Path directory;

    @Test
    void theRoutesAreThoseOfTheDocumentWithTheirRoles() throws IOException {
        try (ApiRig rig = new ApiRig(directory);
                Streams streams = Streams.start(
                        rig.gateway().inbox().reader(), new Bell(), InstantSource.system(), Duration.ZERO)) {
            Set<String> routes = new TreeSet<>();
            for (Route route : Routes.of(
                    new ApiSettings(AccessSettings.CLOSED, List.of(), "1", InstantSource.system()),
                    rig.gateway().inbox(),
                    streams)) {
                routes.add(route.method() + " " + route.template() + " "
                        + route.role().text());
            }
            Set<String> described = document.operations();
            described.removeIf(operation -> TO_COME.matcher(operation).find());
            assertThat(routes).isEqualTo(described);
        }
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
