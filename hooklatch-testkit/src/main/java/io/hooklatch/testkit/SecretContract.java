package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sealed secrets: kept once, given back as they were, forgotten on demand. */
abstract class SecretContract extends ContractGroup {
    private static final byte[] SEALED = {0, -1, 7, 42};

    @Test
    final void aSecretIsKeptForItsEndpointOnly() throws Exception {
        assertThat(keep("asana", SEALED)).isEqualTo(SEALED);
        assertThat(inbox.reader().secret("asana")).contains(SEALED);
        assertThat(inbox.reader().secret("notion")).isEmpty();
        inbox.reopen();
        assertThat(inbox.reader().secret("asana")).contains(SEALED);
    }

    @Test
    final void theFirstSecretStandsAndLaterCallersAreGivenIt() {
        keep("asana", SEALED);
        assertThat(keep("asana", new byte[] {1})).isEqualTo(SEALED);
        assertThat(inbox.reader().secret("asana")).contains(SEALED);
    }

    @Test
    final void ofConcurrentSecretsOneWinsAndEverybodyIsGivenThat() {
        List<CompletableFuture<byte[]>> kept = IntStream.range(0, 50)
                .mapToObj(i -> inbox.store().keepSecret("asana", new byte[] {(byte) i}))
                .map(CompletionStage::toCompletableFuture)
                .toList();
        byte[] stands = Stages.await(kept.get(0));
        assertThat(kept).allSatisfy(stage -> assertThat(Stages.await(stage)).isEqualTo(stands));
        assertThat(inbox.reader().secret("asana")).contains(stands);
    }

    @Test
    final void aForgottenSecretMakesRoomForAnother() {
        assertThat(Stages.await(inbox.store().forgetSecret("asana"))).isFalse();
        keep("asana", SEALED);
        assertThat(Stages.await(inbox.store().forgetSecret("asana"))).isTrue();
        assertThat(inbox.reader().secret("asana")).isEmpty();
        assertThat(keep("asana", new byte[] {9})).containsExactly(9);
    }

    @Test
    final void theCallersArrayIsItsOwn() {
        byte[] given = SEALED.clone();
        CompletionStage<byte[]> kept = inbox.store().keepSecret("asana", given);
        given[0]++;
        Stages.await(kept)[1]++;
        assertThat(inbox.reader().secret("asana")).contains(SEALED);
    }

    private byte[] keep(String endpoint, byte[] sealed) {
        return Stages.await(inbox.store().keepSecret(endpoint, sealed));
    }
}
