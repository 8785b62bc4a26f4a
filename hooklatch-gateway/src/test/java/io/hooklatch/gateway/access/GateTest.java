package io.hooklatch.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.gateway.secret.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private final Secret alice = KeyText.make(new SecureRandom());
    private final Secret backup = KeyText.make(new SecureRandom());
    private final Secret stranger = KeyText.make(new SecureRandom());
    private final List<ApiKey> keys = List.of(
            new ApiKey("alice", Role.VIEWER, KeyText.sha256(alice)),
            new ApiKey("backup", Role.ADMIN, KeyText.sha256(backup)));
    private final Gate gate = new Gate(new AccessSettings(keys, false));
    private final Gate local = new Gate(new AccessSettings(keys, true));

    @Test
    void aKeyIsItsNameAndItsRole() {
        assertThat(gate.answer(with("Bearer " + alice.reveal())))
                .isEqualTo(new Gate.Answer.Entered(new Caller("alice", Role.VIEWER, "10.1.2.3")));
        assertThat(gate.answer(with("bearer " + backup.reveal())))
                .isEqualTo(new Gate.Answer.Entered(new Caller("backup", Role.ADMIN, "10.1.2.3")));
    }

    @Test
    void fault64_aWrongKeyIsNamedByThePartThatMayBeShown() {
        Gate.Answer answer = gate.answer(with("Bearer " + stranger.reveal()));

        assertThat(answer).isInstanceOf(Gate.Answer.Refused.class);
        assertThat(answer.toString())
                .contains(stranger.reveal().substring(0, 12))
                .doesNotContain(stranger.reveal().substring(13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer canary-of-a-password", "Bearer hlk_"})
    void fault64_whatIsNoKeyIsRefusedAndNotRepeated(String header) {
        Gate.Answer answer = gate.answer(with(header));

        assertThat(answer).isInstanceOf(Gate.Answer.Refused.class);
        assertThat(answer.toString()).doesNotContain("canary").doesNotContain("YTpi");
    }

    @Test
    void theDigestOfAKeyIsNoKey() {
        assertThat(gate.answer(with("Bearer " + KeyText.sha256(alice)))).isInstanceOf(Gate.Answer.Refused.class);
    }

    @Test
    void fault62_withoutAKeyNobodyIsLetInUnlessThatIsSaid() {
        Knock here = new Knock("127.0.0.1", true, false, Optional.empty());

        assertThat(gate.answer(here)).isInstanceOf(Gate.Answer.Refused.class);
        assertThat(new Gate(AccessSettings.CLOSED).answer(here).toString()).contains("hooklatch key new");
        assertThat(local.answer(here))
                .isEqualTo(new Gate.Answer.Entered(new Caller("local", Role.OPERATOR, "127.0.0.1")));
    }

    @Test
    void fault62_onlyThisMachineItselfNeedsNoKey() {
        assertThat(local.answer(new Knock("10.1.2.3", false, false, Optional.empty())))
                .isInstanceOf(Gate.Answer.Refused.class);
        assertThat(local.answer(new Knock("127.0.0.1", true, true, Optional.empty())))
                .as("passed on by a proxy")
                .isInstanceOf(Gate.Answer.Refused.class);
        assertThat(local.answer(new Knock("127.0.0.1", true, false, Optional.of("Bearer " + stranger.reveal()))))
                .as("with a wrong key")
                .isInstanceOf(Gate.Answer.Refused.class);
    }

    @Test
    void eachRoleCoversThoseBelowIt() {
        assertThat(Role.ADMIN.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.ADMIN)).isFalse();
        assertThat(Role.VIEWER.covers(Role.OPERATOR)).isFalse();
    }

    @Test
    void keysAreRandomAndPrintedNowhere() {
        assertThat(alice.reveal()).matches("hlk_[0-9a-f]{8}_[0-9a-f]{64}").isNotEqualTo(backup.reveal());
        assertThat(keys.toString()).contains("alice").doesNotContain(KeyText.sha256(alice));
    }

    @Test
    void aDigestThatIsNoneIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> new ApiKey("alice", Role.VIEWER, alice.reveal()))
                .hasMessageContaining("hooklatch key new")
                .hasMessageNotContaining(alice.reveal());
    }

    private static Knock with(String authorization) {
        return new Knock("10.1.2.3", false, false, Optional.of(authorization));
    }
}
