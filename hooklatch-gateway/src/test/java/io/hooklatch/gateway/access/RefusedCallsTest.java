package io.hooklatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedCallsTest {
    private final List<String> lines = new ArrayList<>();
    private final RefusedCalls refused = new RefusedCalls(lines::add);

    @Test
    void fault63_aLineSaysWhoWhereAndWhyAndIsOneLine() {
        refused.log(401, "GET", "/api/v1/\u001b[2J\nforged", "10.1.2.3", "somebody unknown", "no key");

        assertThat(lines)
                .containsExactly(
                        "refused 401 \"GET\" \"/api/v1/\\u001b[2J\\u000aforged\" from 10.1.2.3 by somebody unknown:"
                                + " \"no key\"");
    }

    @Test
    void aPathThatNeverEndsIsCut() {
        refused.log(401, "GET", "/".repeat(5000), "10.1.2.3", "somebody unknown", "no key");

        assertThat(lines.get(0)).hasSizeLessThan(400);
    }

    @Test
    void onlySoManyWaitForTheAnswerToAWrongKey() {
        int waiting = 0;
        while (refused.mayWait()) {
            waiting++;
        }

        assertThat(waiting).isEqualTo(32);
        refused.waited();
        assertThat(refused.mayWait()).isTrue();
        assertThat(refused.mayWait()).isFalse();
    }
}
