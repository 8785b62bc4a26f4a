package io.hooklatch.inbox;

import static io.hooklatch.work.Selector.on;
import static io.hooklatch.work.Selector.onEvery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Names;
import io.hooklatch.work.HandlerPolicy;
import io.hooklatch.work.Selector;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void aPolicyRefusesNonsenseAndNamesIt() {
        HandlerPolicy policy = HandlerPolicy.defaults();
        assertThatThrownBy(() -> policy.attempts(0)).hasMessage("attempts 0: it must be at least 1");
        assertThatThrownBy(() -> policy.concurrency(-1)).hasMessage("concurrency -1: it must be at least 1");
        assertThatThrownBy(() -> policy.timeout(Duration.ZERO)).hasMessage("timeout PT0S: it must be longer than zero");
        assertThatThrownBy(() -> policy.backoff(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .hasMessage("cap PT1M is shorter than base PT2M: raise the cap or lower the base");
    }

    @Test
    void aSelectorTakesEndpointsAndTypesWithATrailingStar() {
        Selector selector = on("stripe", "paddle").type("invoice.*", "customer.created");
        assertThat(selector.selects("stripe", typed("invoice.paid"))).isTrue();
        assertThat(selector.selects("paddle", typed("customer.created"))).isTrue();
        assertThat(selector.selects("stripe", typed("customer.created.late"))).isFalse();
        assertThat(selector.selects("github", typed("invoice.paid"))).isFalse();
        assertThat(selector.selects("stripe", Names.none())).isFalse();
        assertThat(onEvery().selects("any", Names.none())).isTrue();
    }

    @Test
    void aSelectorRefusesAStarThatIsNotTheLastCharacter() {
        assertThatThrownBy(() -> on("stripe").type("*.paid"))
                .hasMessage("event type \"*.paid\": it must not be empty, and * may only be its last character");
        assertThatThrownBy(() -> on()).hasMessage("on() names no endpoint: name one, or say onEvery()");
    }

    private static Names typed(String type) {
        return new Names(Optional.empty(), Optional.empty(), Optional.of(type));
    }
}
