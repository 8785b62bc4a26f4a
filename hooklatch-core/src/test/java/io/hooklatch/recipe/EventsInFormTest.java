package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays of events that a field of a form holds, as Mandrill sends them. */
class EventsInFormTest {
    private static final Recipe RECIPE = Recipe.unverified()
            .eventsInForm("events", "/items")
            .eventId(json("/id"))
            .eventType(json("/type"))
            .build();
    private static final Verifier VERIFIER = RECIPE.verifier(List.of(), Map.of());

    private static Request form(String body) {
        return Request.post("/hooks", Headers.of("Content-Type", "application/x-www-form-urlencoded"), body);
    }

    private static List<String> elements(Request request) {
        return VERIFIER.batch(request).orElseThrow().events().stream()
                .map(event -> new String(event.element().of(request.body()), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void anElementIsWhatItsPartOfTheFieldStandsFor() {
        String field = "{\"items\": [ {\"id\":\"a b\",\"type\":\"x\"} , {\"id\":\"\u00fc+%41\"}, 3]}";
        Request request = form("x=1&events=" + URLEncoder.encode(field, StandardCharsets.UTF_8) + "&y=%5B%5D");

        assertThat(elements(request))
                .containsExactly("{\"id\":\"a b\",\"type\":\"x\"}", "{\"id\":\"\u00fc+%41\"}", "3");
        List<BatchEvent> events = VERIFIER.batch(request).orElseThrow().events();
        assertThat(events.get(0).names()).isEqualTo(new Names(Optional.empty(), Optional.of("a b"), Optional.of("x")));
        assertThat(events.get(1).keys()).extracting(key -> key.value()).containsExactly("\u00fc+%41");
        assertThat(events.get(2).keys()).extracting(key -> key.source()).containsExactly("body digest");
        assertThat(events).extracting(event -> event.element().index()).containsExactly(0, 1, 2);
        assertThat(events).extracting(event -> event.element().coding()).containsOnly(Element.Coding.FORM);
    }

    @Test
    void theSameBytesAreFoundHoweverTheSenderEscapesThem() {
        Random random = new Random(20_261_121);
        List<String> items = List.of("{\"id\": 1, \"t\": \"+ 100%\"}", "[1,2]", "\"%7D\"", "null", "-12.5e3", "{}");
        String field = "{\"no\":[0],\"items\":[" + String.join(",", items) + "],\"items\":[]}";
        for (int round = 0; round < 500; round++) {
            StringBuilder body = new StringBuilder("a=1&events=");
            for (byte b : field.getBytes(StandardCharsets.UTF_8)) {
                boolean special = b == '%' || b == '+' || b == '&' || b == '=' || b == ' ';
                if (b == ' ' && random.nextBoolean()) {
                    body.append('+');
                } else if (special || random.nextInt(3) == 0) {
                    String digits = "%" + HexFormat.of().toHexDigits(b);
                    body.append(random.nextBoolean() ? digits : digits.toUpperCase(Locale.ROOT));
                } else {
                    body.append((char) b);
                }
            }
            assertThat(elements(form(body.toString()))).as(body.toString()).isEqualTo(items);
        }
    }

    @Test
    void aPartOfAMultipartFormStandsThereAsItIs() {
        String body = String.join(
                "\r\n",
                "--b",
                "Content-Disposition: form-data; name=\"x\"",
                "",
                "1",
                "--b",
                "Content-Disposition: form-data; name=\"events\"",
                "",
                "{\"items\":[{\"id\":\"a%41+\"}, 2]}",
                "--b--",
                "");
        Request request = Request.post("/hooks", Headers.of("Content-Type", "multipart/form-data; boundary=b"), body);

        assertThat(elements(request)).containsExactly("{\"id\":\"a%41+\"}", "2");
        assertThat(VERIFIER.batch(request)
                        .orElseThrow()
                        .events()
                        .get(0)
                        .element()
                        .coding())
                .isEqualTo(Element.Coding.PLAIN);
    }

    @Test
    void withoutTheArrayTheRequestIsOneEvent() {
        for (String body :
                List.of("", "events", "events=", "events=%7B%7D", "events=%7B%22items%22%3A%5B1", "items=%5B%5D")) {
            assertThat(VERIFIER.batch(form(body))).as(body).isEmpty();
        }
        assertThat(VERIFIER.batch(form("events=%7B%22items%22%3A%5B%5D%7D"))
                        .orElseThrow()
                        .events())
                .isEmpty();
        assertThat(VERIFIER.batch(form("events=" + "{\"items\":[" + "1,".repeat(Element.MOST) + "1]}"))
                        .orElseThrow()
                        .tooMany())
                .isTrue();
    }

    @Test
    void aDocumentSaysWhichField() {
        String rest = "\"unverified\":true,\"event_id\":\"json /id\"";
        assertThat(Recipe.parse("a", "{\"events\":\"form e f json\"," + rest + "}")
                        .events())
                .contains("form e f json");
        Recipe deep = Recipe.parse("a", "{\"events\":\"form e json /a/b\"," + rest + "}");
        assertThat(deep.dedupesBy()).isEqualTo("json /id of each of form e json /a/b");
        Request sample = deep.sample("/hooks", new Names(Optional.empty(), Optional.of("7"), Optional.empty()));
        assertThat(deep.verifier(List.of(), Map.of())
                        .batch(sample)
                        .orElseThrow()
                        .events())
                .singleElement()
                .satisfies(event -> assertThat(event.names().eventId()).contains("7"));
    }

    @ParameterizedTest
    @CsvSource({"form json", "form e", "'form e json '", "form e json x", "form e json /a~2", "' json'", "form  json"})
    void aDocumentThatNamesNoFieldIsRefused(String events) {
        assertThatThrownBy(() -> Recipe.parse("a", "{\"events\":\"" + events + "\",\"unverified\":true}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recipe a: events");
    }
}
