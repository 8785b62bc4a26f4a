package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.form;
import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static io.hooklatch.recipe.From.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void areReadFromEveryPlace() {
        Request request = Request.post("/h?q=v%20w&q=z", Headers.of("X-Id", "h1"), "{\"a\":{\"b\":5}}");
        assertThat(names(request, header("x-id"), json("/a/b"), query("q")))
                .isEqualTo(new Names(Optional.of("h1"), Optional.of("5"), Optional.of("v w")));
        Request posted = Request.post("/", Headers.none(), "kind=x.y&id=%2F1");
        assertThat(names(posted, form("id"), form("kind"), form("none")))
                .isEqualTo(new Names(Optional.of("/1"), Optional.of("x.y"), Optional.empty()));
    }

    @Test
    void theFirstPlaceThatHasAValueCounts() {
        Recipe recipe = Recipe.unverified()
                .eventId(header("x-a"), json("/id"), header("x-b"))
                .build();
        Verifier verifier = recipe.verifier(List.of(), Map.of());
        Request request = Request.post("/", Headers.of("x-b", "b"), "{\"id\":\"\"}");
        assertThat(verifier.names(request).eventId()).contains("b");
        assertThat(verifier.names(request.withHeader("x-a", "a")).eventId()).contains("a");
    }

    @Test
    void aHeaderThatContradictsItselfIsAbsent() {
        Request once = Request.post("/", Headers.of("x-id", "a", "X-ID", "a"), "");
        assertThat(names(once, header("x-id"), header("x-id"), header("x-id")).eventId())
                .contains("a");
        Request twice = once.withHeader("x-id", "b");
        assertThat(names(twice, header("x-id"), header("x-id"), header("x-id"))).isEqualTo(Names.none());
    }

    @Test
    void aFunctionOfTheRequestMayNameThings() {
        From function = From.function("path", request -> Optional.of(request.path()));
        Request request = Request.post("/hooks/7", Headers.none(), "");
        assertThat(names(request, function, function, function).deliveryId()).contains("/hooks/7");
    }

    @Test
    void aFunctionIsCalledByItsNameWhichIsThatOfNoOtherPlace() {
        assertThat(From.function("claim /jti", request -> Optional.empty()).describe())
                .isEqualTo("claim /jti");
        assertThatThrownBy(() -> From.function("json /id", request -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"json /id\" is called like a place");
    }

    @Test
    void aFunctionThatFailsNamesNothing() {
        From thrower = From.function("broken", request -> {
            throw new IllegalStateException("on purpose");
        });
        From nothing = From.function("null", request -> null);
        Request request = Request.post("/", Headers.none(), "");
        assertThat(names(request, thrower, nothing, From.function("empty", r -> Optional.empty())))
                .isEqualTo(Names.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "a\nb", "\u001b[31mred", "a\u007f", "\u0085", "\ud83d", "\ude00x", "\ud83d\ud83d\ude00"
            })
    void fault63_aNameThatIsNotPlainTextIsReplacedByItsDigest(String name) {
        String stored = NameText.storable(name);
        assertThat(stored).matches("sha256:[0-9a-f]{64}");
        assertThat(NameText.storable(name + "x")).isNotEqualTo(stored);
    }

    @Test
    void halvesOfSurrogatePairsStayDifferent() {
        assertThat(NameText.storable("\ud83d")).isNotEqualTo(NameText.storable("\ud83e"));
    }

    @Test
    void aLongNameIsReplacedByItsDigest() {
        String longest = "é😀".repeat(170) + "xy";
        assertThat(longest).hasSize(512);
        assertThat(NameText.storable(longest)).isEqualTo(longest);
        assertThat(NameText.storable(longest + "z")).matches("sha256:[0-9a-f]{64}");
        assertThat(NameText.storable("a".repeat(600))).isNotEqualTo(NameText.storable("a".repeat(601)));
    }

    @Test
    void refusedRequestsHaveNamesToo() {
        Request unsigned = Request.post("/", Headers.of("X-GitHub-Delivery", "d1", "X-GitHub-Event", "push"), "{}");
        assertThat(Samples.verifier("github").names(unsigned))
                .isEqualTo(new Names(Optional.of("d1"), Optional.of("d1"), Optional.of("push")));
    }

    private static Names names(Request request, From deliveryId, From eventId, From eventType) {
        return Recipe.unverified()
                .deliveryId(deliveryId)
                .eventId(eventId)
                .eventType(eventType)
                .build()
                .verifier(List.of(), Map.of())
                .names(request);
    }
}
