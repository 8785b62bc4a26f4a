package io.hooklatch.gateway.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.ingress.RawAnswer;
import io.hooklatch.gateway.ingress.RawClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessOverHttpTest {
    @TempDir
    Path directory;

    private ApiRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new ApiRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void eachKeyIsKnownByItsNameAndRole() {
        for (Role role : Role.values()) {
            ApiAnswer about = rig.get(role, "/about");
            assertThat(about.at("/caller/name")).isEqualTo("the-" + role.text());
            assertThat(about.at("/caller/role")).isEqualTo(role.text());
        }
    }

    @Test
    void fault62_withoutAKeyEverythingIs401AndSaysNothing() {
        for (String path : new String[] {"/about", "/deliveries", "/nowhere", "/stream", "/openapi/openapi.yaml"}) {
            ApiAnswer answer = rig.ask(rig.anonymous(path).build());
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.at("/type")).isEqualTo("urn:hooklatch:problem:no-key");
            assertThat(answer.header("www-authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void aWrongKeyIs401() {
        ApiAnswer answer = rig.ask(rig.anonymous("/about")
                .header("Authorization", "Bearer hlk_01234567_" + "ff".repeat(32))
                .build());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/detail")).contains("hlk_01234567_...").doesNotContain("ffff");
    }

    @Test
    void aViewerMayNotDoWhatAnOperatorMay() {
        ApiAnswer answer = rig.get(Role.VIEWER, "/deliveries/dlv_0000000000000/body");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/detail")).isEqualTo("this needs the role operator, and the-viewer is viewer");
        assertThat(rig.get(Role.OPERATOR, "/deliveries/dlv_0000000000000/body").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://localhost.evil.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void fault61_pagesOfOtherOriginsAreRefusedEvenWithAKey(String header) {
        RawAnswer answer = raw("GET /api/v1/about", header);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:hooklatch:problem:origin");
        assertThat(answer.headers().has("access-control-allow-origin")).isFalse();
    }

    @Test
    void fault61_pagesOfThePortItselfMayAsk() {
        assertThat(raw(
                                "GET /api/v1/about",
                                "Origin: http://localhost:" + rig.port() + "\r\nSec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fault61_apreflightIsAnsweredWithoutPermission() {
        RawAnswer answer = raw("OPTIONS /api/v1/operations", "Origin: http://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().has("access-control-allow-methods")).isFalse();
        assertThat(answer.headers().has("set-cookie")).isFalse();
    }

    @Test
    void fault62_anotherNameIsMisdirected() {
        try (RawClient client = new RawClient(rig.port())) {
            RawAnswer answer = client.send("GET /api/v1/about HTTP/1.1\r\nHost: rebound.example\r\n"
                            + "Authorization: Bearer " + ApiRig.key(Role.ADMIN) + "\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(421);
        }
    }

    @Test
    void pathsMethodsAndMediaTypesAreNotGuessed() {
        assertThat(rig.get(Role.ADMIN, "/nowhere").status()).isEqualTo(404);
        assertThat(rig.get(Role.ADMIN, "/about/").status()).isEqualTo(404);
        ApiAnswer posted = rig.post(Role.ADMIN, "/about", "{}");
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("allow")).isEqualTo("GET");
        HttpRequest deleted = rig.request(Role.ADMIN, "/events").DELETE().build();
        assertThat(rig.ask(deleted).status()).isEqualTo(405);
    }

    @Test
    void theOtherPagesStayOpen() {
        for (String path : new String[] {"/live", "/ready", "/metrics"}) {
            HttpRequest request = HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + rig.port() + path))
                    .build();
            assertThat(ApiRig.send(request).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void callersOnThisMachineNeedNoKeyWhereThatIsSaid(@TempDir Path other) throws IOException {
        try (ApiRig open = new ApiRig(other, "  allow_local_without_key: true\n")) {
            ApiAnswer about = open.ask(open.anonymous("/about").build());

            assertThat(about.at("/caller/name")).isEqualTo("local");
            assertThat(about.at("/caller/role")).isEqualTo("operator");
            assertThat(open.ask(open.anonymous("/about")
                                    .header("X-Forwarded-For", "10.1.2.3")
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
    }

    private RawAnswer raw(String line, String header) {
        try (RawClient client = new RawClient(rig.port())) {
            return client.send(line + " HTTP/1.1\r\nHost: localhost:" + rig.port() + "\r\n" + header
                            + "\r\nAuthorization: Bearer " + ApiRig.key(Role.ADMIN) + "\r\n\r\n")
                    .answer();
        }
    }
}
