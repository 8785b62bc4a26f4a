package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String BODY = String.join(
            "\r\n",
            "--b-1",
            "Content-Disposition: form-data; name=\"json\"",
            "Content-Type: application/json",
            "",
            "{\"a\":\"é",
            "--b\"}",
            "--b-1",
            "content-disposition: form-data; name=\"file\"; filename=\"json\"",
            "",
            "",
            "--b-1",
            "Content-Disposition: form-data; name=\"json\"",
            "",
            "second",
            "--b-1--",
            "");

    @Test
    void theFirstPartOfItsNameCounts() {
        assertThat(read(BODY, "json")).isEqualTo("{\"a\":\"é\r\n--b\"}");
        assertThat(read(BODY, "file")).isEmpty();
        assertThat(read("preamble\r\n" + BODY, "json")).startsWith("{");
        assertThat(read(BODY, "other")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b-1",
                "--b-1\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\nno end",
                "--b-1\r\nContent-Disposition: form-data; name=\"json\"\r\n--b-1--\r\n\r\n",
                "--b-1\r\nContent-Disposition: form-data; name=\"json\r\n\r\nx\r\n--b-1--",
                "--b-1\r\nX-Other: name=\"json\"\r\n\r\nx\r\n--b-1--",
                "json=1"
            })
    void whatIsBrokenHasNoFields(String body) {
        assertThat(read(body, "json")).isNull();
    }

    @Test
    void theBoundaryMayBeQuotedAndMustBeOne() {
        assertThat(FormBody.boundary(typed("multipart/form-data; charset=utf-8; boundary=\"a b\"; x=y")))
                .contains("a b");
        assertThat(FormBody.boundary(typed("Multipart/Form-Data;BOUNDARY=abc"))).contains("abc");
        for (String type : new String[] {
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "text/plain",
            "multipart/form-data; boundary=" + "x".repeat(71)
        }) {
            assertThat(FormBody.boundary(typed(type))).as(type).isEmpty();
        }
    }

    private static String read(String body, String name) {
        return Multipart.first(body.getBytes(StandardCharsets.UTF_8), "b-1", name);
    }

    private static Request typed(String type) {
        return Request.post("/in", Headers.of("content-type", type), "");
    }
}
