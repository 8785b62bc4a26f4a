package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.bodyDigest;
import static io.hooklatch.recipe.From.deliveryDigest;
import static io.hooklatch.recipe.From.deliveryJson;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Verifier VERIFIER = of(Recipe.unverified()
            .events("/events")
            .deliveryId(header("x-send"))
            .eventId(json("/id"))
            .eventType(json("/type"), deliveryJson("/kind")));

    private static Verifier of(RecipeBuilder<?> recipe) {
        return recipe.build().verifier(List.of(), Map.of());
    }

    private static Request request(String body) {
        return Request.post("/hooks", Headers.of("x-send", "send-1"), body);
    }

    private static String digest(String text) {
        return Hash.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> elements(Verifier verifier, String body) {
        Request request = request(body);
        return verifier.batch(request).orElseThrow().events().stream()
                .map(event -> new String(event.element().of(request.body()), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void eachElementHasItsNamesAndItsKey() {
        Request request = request("{\"kind\":\"order\",\"events\":[{\"id\":\"a\",\"type\":\"paid\"},{\"id\":2}]}");
        Batch batch = VERIFIER.batch(request).orElseThrow();

        assertThat(batch.tooMany()).isFalse();
        assertThat(batch.names()).isEqualTo(new Names(Optional.of("send-1"), Optional.empty(), Optional.empty()));
        assertThat(batch.events())
                .containsExactly(
                        new BatchEvent(
                                new Element(0, 26, 24),
                                new Names(Optional.of("send-1"), Optional.of("a"), Optional.of("paid")),
                                List.of(new DedupeKey("a", "json /id"))),
                        new BatchEvent(
                                new Element(1, 51, 8),
                                new Names(Optional.of("send-1"), Optional.of("2"), Optional.of("order")),
                                List.of(new DedupeKey("2", "json /id"))));
        assertThat(VERIFIER.names(request)).isEqualTo(batch.names());
    }

    @Test
    void theBytesOfAnElementAreThoseThatCame() {
        String odd = "{\"a\" : \"\u00e9\\u00e9\", \"b\":[1,{}], \"c\":1.50e+1 }";
        assertThat(elements(VERIFIER, "{\"events\" : [\n  " + odd + " ,\t\"te\\\"xt\", 12 ,-0.5e3, null,true,[ ] ]}"))
                .containsExactly(odd, "\"te\\\"xt\"", "12", "-0.5e3", "null", "true", "[ ]");
        assertThat(elements(of(Recipe.unverified().events("")), " [1, {\"x\":2}]"))
                .containsExactly("1", "{\"x\":2}");
        assertThat(elements(VERIFIER, "\uFEFF{\"events\":[\"a\"]}")).containsExactly("\"a\"");
    }

    @Test
    void theArrayIsFoundDeepInTheBodyAndTheFirstOfItsNameCounts() {
        Verifier deep = of(Recipe.unverified().events("/a/1/b~1c"));
        assertThat(elements(deep, "{\"z\":[[]],\"a\":[0,{\"b\":1,\"b/c\":[7]}]}"))
                .containsExactly("7");
        assertThat(elements(VERIFIER, "{\"events\":[1],\"events\":[2,3]}")).containsExactly("1");
        assertThat(VERIFIER.batch(request("{\"events\":{},\"events\":[2]}"))).isEmpty();
    }

    @Test
    void withoutAReadableArrayTheWholeRequestIsOneEvent() {
        for (String body : List.of(
                "",
                "{}",
                "[]",
                "{\"events\":{\"id\":\"x\"}}",
                "{\"events\":null}",
                "{\"events\":\"[]\"}",
                "{\"events\":[1,2",
                "{\"events\":[{\"id\":1},",
                "{\"events\":[1 2]}",
                "{\"events\":[\"\n\"]}",
                "{\"events\":" + "[".repeat(600) + "]".repeat(600) + "}",
                "events=[]")) {
            assertThat(VERIFIER.batch(request(body))).as(body).isEmpty();
        }
        Request single = request("{\"id\":\"evt_1\",\"type\":\"paid\"}");
        Names names = VERIFIER.names(single);
        assertThat(names).isEqualTo(new Names(Optional.of("send-1"), Optional.of("evt_1"), Optional.of("paid")));
        assertThat(VERIFIER.dedupeKeys(single, names)).containsExactly(new DedupeKey("evt_1", "json /id"));
    }

    @Test
    void aBodyInAnotherEncodingThanUtf8IsOneEvent() {
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE")) {
            byte[] body = "{\"events\":[{\"id\":\"a\"}]}".getBytes(Charset.forName(charset));
            assertThat(VERIFIER.batch(Request.post("/", Headers.none(), body)))
                    .as(charset)
                    .isEmpty();
        }
    }

    @Test
    void anEmptyArrayIsABatchWithoutEvents() {
        assertThat(VERIFIER.batch(request("{\"events\":[ ]}")).orElseThrow().events())
                .isEmpty();
    }

    @Test
    void moreThanTenThousandElementsAreTooMany() {
        String most = "1,".repeat(Element.MOST - 1) + "1";
        assertThat(elements(VERIFIER, "{\"events\":[" + most + "]}")).hasSize(Element.MOST);
        Batch batch = VERIFIER.batch(request("{\"events\":[" + most + ",1]}")).orElseThrow();
        assertThat(batch.tooMany()).isTrue();
        assertThat(batch.events()).isEmpty();
    }

    @Test
    void withoutAnIdTheKeyIsTheDigestOfTheElement() {
        Verifier verifier = of(Recipe.unverified().events(""));
        List<BatchEvent> events = verifier.batch(request("[{\"a\":1},{\"a\": 1},{\"a\":1}]"))
                .orElseThrow()
                .events();
        assertThat(events).extracting(event -> event.keys().get(0).source()).containsOnly("body digest");
        assertThat(events.get(0).keys())
                .containsExactly(new DedupeKey(Hash.hex("{\"a\":1}".getBytes(StandardCharsets.UTF_8)), "body digest"));
        assertThat(events.get(0).keys())
                .isEqualTo(events.get(2).keys())
                .isNotEqualTo(events.get(1).keys());
    }

    @Test
    void aKeyMayJoinPlacesOfTheElementAndOfTheRequest() {
        Verifier verifier = of(Recipe.unverified()
                .events("/events")
                .dedupeBy(deliveryJson("/time_ms"), header("x-send"), json("/id"), bodyDigest(), deliveryDigest()));
        String element = "{\"id\":\"a\"}";
        String body = "{\"events\":[" + element + "],\"time_ms\":17}";
        List<DedupeKey> keys =
                verifier.batch(request(body)).orElseThrow().events().get(0).keys();
        assertThat(keys)
                .containsExactly(new DedupeKey(
                        "17|send-1|a|" + digest(element) + "|" + digest(body),
                        "delivery json /time_ms + header x-send + json /id + body digest + delivery digest"));
        assertThat(of(Recipe.unverified().events("").withoutDedupe())
                        .batch(request("[1]"))
                        .orElseThrow()
                        .events()
                        .get(0)
                        .keys())
                .isEmpty();
    }

    @Test
    void namesOfElementsAreMadeStorable() {
        Batch batch = VERIFIER.batch(
                        request("{\"events\":[{\"id\":\"" + "x".repeat(600) + "\",\"type\":\"\\u0000\"}]}"))
                .orElseThrow();
        assertThat(batch.events().get(0).names().eventId().orElseThrow()).startsWith("sha256:");
        assertThat(batch.events().get(0).names().eventType().orElseThrow()).startsWith("sha256:");
        assertThat(batch.events().get(0).keys().get(0).value()).startsWith("sha256:");
    }

    @Test
    void aKeyThatWouldMergeAllElementsIsRefused() {
        assertThatThrownBy(() -> Recipe.unverified()
                        .events("/events")
                        .eventId(header("x-id"))
                        .build())
                .hasMessageContaining("event_id is \"header x-id\"")
                .hasMessageContaining("json /events");
        assertThatThrownBy(() -> Recipe.unverified()
                        .events("/events")
                        .dedupeBy(header("x-id"), deliveryJson("/id"))
                        .build())
                .hasMessageContaining("dedupe is \"header x-id + delivery json /id\"");
        Recipe fine = Recipe.unverified().events("/events").eventId(json("/id")).build();
        assertThatThrownBy(() -> fine.withEventId(header("x-id")).verifier(List.of(), Map.of()))
                .hasMessageContaining("event_id");
        assertThatThrownBy(() -> fine.withDedupeBy(deliveryJson("/id")).verifier(List.of(), Map.of()))
                .hasMessageContaining("dedupe");
        assertThat(fine.withEventId(header("x-id")).withoutEvents().verifier(List.of(), Map.of()))
                .isNotNull();
        assertThat(fine.withDedupeBy().dedupesBy()).isEqualTo("nothing of each of json /events");
        assertThat(fine.dedupesBy()).isEqualTo("json /id of each of json /events");
    }

    @Test
    void anEndpointMayNameAnotherArrayOrNone() {
        Recipe recipe =
                Recipe.unverified().events("/events").eventId(json("/id")).build();
        Request request = request("{\"events\":[{\"id\":1}],\"items\":[{\"id\":2},{\"id\":3}],\"id\":4}");
        assertThat(recipe.withEvents("/items")
                        .verifier(List.of(), Map.of())
                        .batch(request)
                        .orElseThrow()
                        .events())
                .hasSize(2);
        Verifier whole = recipe.withoutEvents().verifier(List.of(), Map.of());
        assertThat(whole.batch(request)).isEmpty();
        assertThat(whole.names(request).eventId()).contains("4");
    }

    @Test
    void aDocumentSaysWhereTheArrayIs() {
        String rest = "\"unverified\":true,\"event_id\":\"json /id\",\"event_type\":\"delivery json /t\"";
        assertThat(Recipe.parse("a", "{\"events\":\"json /a/b\"," + rest + "}").events())
                .contains("json /a/b");
        assertThat(Recipe.parse("a", "{\"events\":\"json\"," + rest + "}").events())
                .contains("json");
        assertThat(Recipe.parse("a", "{" + rest + "}").events()).isEmpty();
        for (String wrong : List.of("header x", "json ", "json /", "/events", "json /a~2")) {
            assertThatThrownBy(() -> Recipe.parse("a", "{\"events\":\"" + wrong + "\"," + rest + "}"))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("recipe a: events");
        }
    }

    @Test
    void theSampleOfARecipeHasOneElement() {
        Names names = new Names(Optional.of("send-1"), Optional.of("evt_1"), Optional.of("paid"));
        for (String array : List.of("", "/events", "/a/b")) {
            Recipe recipe = Recipe.unverified()
                    .events(array)
                    .deliveryId(json("/send"))
                    .eventId(json("/id"))
                    .eventType(json("/type"))
                    .build();
            Batch batch = recipe.verifier(List.of(), Map.of())
                    .batch(recipe.sample("/", names))
                    .orElseThrow();
            assertThat(batch.events()).as(array).hasSize(1);
            assertThat(batch.events().get(0).names().eventId()).as(array).contains("evt_1");
            assertThat(batch.events().get(0).names().eventType()).as(array).contains("paid");
            assertThat(batch.names().deliveryId())
                    .isEqualTo(array.isEmpty() ? Optional.empty() : Optional.of("send-1"));
        }
    }
}
