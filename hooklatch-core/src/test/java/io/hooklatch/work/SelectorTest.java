package io.hooklatch.work;

import static io.hooklatch.work.Selector.on;
import static io.hooklatch.work.Selector.onEvery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Names;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    @Test
    void anEndpointAloneSelectsEachOfItsEvents() {
        assertThat(on("stripe").selects("stripe", type("invoice.paid"))).isTrue();
        assertThat(on("stripe").selects("stripe", Names.none())).isTrue();
        assertThat(on("stripe").selects("acme", type("invoice.paid"))).isFalse();
    }

    @Test
    void aTypeIsExactAndAStarStandsForAnyEnding() {
        Selector selector = onEvery().type("invoice.*", "order.created");

        assertThat(selector.selects("any", type("invoice.paid"))).isTrue();
        assertThat(selector.selects("any", type("order.created"))).isTrue();
        assertThat(selector.selects("any", type("order.created.twice"))).isFalse();
        assertThat(selector.selects("any", type("invoice"))).isFalse();
        assertThat(selector.selects("any", Names.none())).isFalse();
    }

    @Test
    void alternativesKeepTheirOwnTypes() {
        Selector selector =
                on("stripe").type("invoice.*").or(on("acme").type("push")).or(on("knock"));

        assertThat(selector.selects("stripe", type("invoice.paid"))).isTrue();
        assertThat(selector.selects("acme", type("push"))).isTrue();
        assertThat(selector.selects("knock", type("anything"))).isTrue();
        assertThat(selector.selects("stripe", type("push"))).isFalse();
        assertThat(selector.selects("acme", type("invoice.paid"))).isFalse();
        assertThat(selector.endpoints()).containsExactly("stripe", "acme", "knock");
        assertThat(selector).hasToString("stripe of type invoice.* or acme of type push or knock");
    }

    @Test
    void anAlternativeOfEveryEndpointNamesNone() {
        assertThat(on("stripe").or(onEvery().type("push")).endpoints()).isEmpty();
        assertThat(onEvery().type("push").or(on("stripe")).endpoints()).isEmpty();
    }

    @Test
    void aTypeAfterAnAlternativeIsRefusedAsUnclear() {
        Selector selector = on("stripe").or(on("acme"));

        assertThatThrownBy(() -> selector.type("push")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*.paid", "in*voice", "**"})
    void aTypeThatCannotMatchAsMeantIsRefused(String type) {
        assertThatThrownBy(() -> onEvery().type(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + type + "\"");
    }

    private static Names type(String type) {
        return new Names(Optional.empty(), Optional.empty(), Optional.of(type));
    }
}
