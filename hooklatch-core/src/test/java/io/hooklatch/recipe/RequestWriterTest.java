package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.form;
import static io.hooklatch.recipe.From.formJson;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.From.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures and tokens within a body. */
class RequestWriterTest {
    private static final String SECRET = "a-secret-of-ours";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a" : 1, "s":"old" }     | /s     | {"a" : 1, "s":"N\\"w" }
            {"s":{"x":[1]},"s":"2"}   | /s     | {"s":"N\\"w","s":"2"}
            {"a":1}                   | /s     | {"s":"N\\"w","a":1}
            { }                       | /s     | {"s":"N\\"w" }
            {"a":{"b":1}}             | /a/s   | {"a":{"s":"N\\"w","b":1}}
            {"a":1}                   | /p/q/s | {"p":{"q":{"s":"N\\"w"}},"a":1}
            [{"é":"ü","s":null}, 2]   | /0/s   | [{"é":"ü","s":"N\\"w"}, 2]
            {"a~/b":0}                | /a~0~1b | {"a~/b":"N\\"w"}
            """)
    void jsonTakesAStringAndKeepsItsOtherBytes(String before, String pointer, String after) {
        byte[] changed = JsonEdit.put(before.getBytes(StandardCharsets.UTF_8), pointer, "N\"w");
        assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]          | /s
            "text"       | /s
            {"a":[1]}    | /a/s
            not json     | /s
            """)
    void whatHasNoPlaceForItIsRefused(String body, String pointer) {
        assertThatThrownBy(() -> JsonEdit.put(body.getBytes(StandardCharsets.UTF_8), pointer, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the body has no place for json " + pointer);
    }

    @Test
    void otherEncodingsThanUtf8AreLeftAlone() {
        byte[] utf16 = "{\"s\":\"1\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> JsonEdit.put(utf16, "/s", "x")).hasMessageContaining("no place");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``             | s=N%26w
            a=1&s=2&b=%zz  | a=1&s=N%26w&b=%zz
            s&a=1&%73=3    | s=N%26w&a=1
            a=1            | a=1&s=N%26w
            """)
    void formsAndQueriesTakeAField(String before, String after) {
        assertThat(FormEdit.put(before, "s", "N&w")).isEqualTo(after);
    }

    @Test
    void aRepeatedSignatureInTheQueryIsReplaced() {
        Request request = Request.post("/in?s=old&a=1", Headers.none(), "");
        assertThat(RequestWriter.put(query("s"), "new", request).target()).isEqualTo("/in?s=new&a=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            json /sig            | {"type":"a"}
            json /sig            | ``
            json /deep/sig       | {"sig":"1","deep":{}}
            form sig             | a=1
            form data json /sig  | data=%7B%22a%22%3A1%7D&b=2
            form data json /sig  | b=2
            query sig            | {"a":1}
            """)
    void whatIsSignedIntoARequestVerifies(String place, String body) {
        Recipe recipe = Recipe.parse(
                "acme",
                "{\"signature\":{\"in\":\"" + place + "\",\"algorithm\":\"hmac-sha256\",\"signs\":\"header x-id\"},"
                        + "\"allow\":\"body-not-signed\"}");
        Request unsigned = Request.post("/in", Headers.of("x-id", "1"), body);

        Request signed = recipe.signer(SECRET, Map.of()).sign(unsigned, Names.none(), 0);

        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());
        assertThat(verifier.verify(signed, 0).detail()).isEmpty();
        assertThat(verifier.verify(signed, 0).accepted()).isTrue();
    }

    @Test
    void aMultipartFormCannotBeSigned() {
        Request multipart = Request.post("/in", Headers.of("content-type", "multipart/form-data; boundary=b"), "--b--");
        assertThatThrownBy(() -> RequestWriter.put(form("s"), "x", multipart))
                .hasMessageContaining("send application/x-www-form-urlencoded");
    }

    @Test
    void aFormFieldMayHoldJson() {
        assertThat(From.parse("form data json /a/b")).isEqualTo(formJson("data", "/a/b"));
        assertThat(formJson("data", "/a/b").describe()).isEqualTo("form data json /a/b");
        assertThatThrownBy(() -> From.parse("form data json a")).hasMessageContaining("begin with /");

        Recipe recipe = Recipe.unverified()
                .eventId(formJson("data", "/event/id"))
                .eventType(formJson("data", "/event/type"))
                .deliveryId(json("/x"))
                .build();
        Names names = new Names(Optional.empty(), Optional.of("e1"), Optional.of("paid"));
        Names read = recipe.verifier(List.of(), Map.of()).names(recipe.sample("/in", names));
        assertThat(read).isEqualTo(names);
    }
}
