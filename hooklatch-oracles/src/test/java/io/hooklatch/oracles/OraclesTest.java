package io.hooklatch.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests signed by a provider's library verify here, requests signed here verify there, and one changed byte is refused by
 * both. Bodies and secrets are random; {@code -Doracles.seed=N} takes others.
 */
@Tag("slow")
class OraclesTest {
    /** How many libraries there are at least; more are welcome. */
    private static final int MINIMUM = 26;

    private static final int ROUNDS = 1_000;
    private static final long SEED = Long.getLong("oracles.seed", 20261121);

    static Stream<Named<Oracle>> oracles() {
        return Oracles.ALL.stream().map(oracle -> Named.of(oracle.provider(), oracle));
    }

    static Stream<Named<Oracle>> signingOracles() {
        return oracles().filter(named -> named.getPayload() instanceof SigningOracle);
    }

    static Stream<Named<Oracle>> oraclesThatWeSignFor() {
        return oracles().filter(named -> named.getPayload().weSign());
    }

    @ParameterizedTest
    @MethodSource("oraclesThatWeSignFor")
    void whatWeSignTheLibraryVerifies(Oracle oracle) throws Exception {
        Arbitrary any = new Arbitrary(SEED);
        Recipe recipe = recipe(oracle);
        for (int round = 0; round < ROUNDS; round++) {
            Secret secret = oracle.secret(any);
            long now = System.currentTimeMillis();
            Request signed = recipe.signer(secret.signing(), oracle.options())
                    .sign(oracle.unsigned(any), oracle.names(any), now);
            bothAccept(oracle, signed, secret, now, round);
            bothRefuse(oracle, oracle.tampered(signed, any), secret, now, round);
        }
    }

    @ParameterizedTest
    @MethodSource("signingOracles")
    void whatTheLibrarySignsWeVerify(SigningOracle oracle) throws Exception {
        Arbitrary any = new Arbitrary(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            Secret secret = oracle.secret(any);
            long now = System.currentTimeMillis();
            Request signed = oracle.sign(oracle.unsigned(any), secret.signing(), now);
            bothAccept(oracle, signed, secret, now, round);
            bothRefuse(oracle, oracle.tampered(signed, any), secret, now, round);
        }
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void anotherSecretIsRefusedByBoth(Oracle oracle) throws Exception {
        Arbitrary any = new Arbitrary(SEED + 2);
        long now = System.currentTimeMillis();
        String signing = oracle.secret(any).signing();
        Request signed = oracle instanceof SigningOracle library
                ? library.sign(oracle.unsigned(any), signing, now)
                : recipe(oracle).signer(signing, oracle.options()).sign(oracle.unsigned(any), oracle.names(any), now);
        bothRefuse(oracle, signed, oracle.secret(any), now, 0);
    }

    @Test
    void noLibraryIsLeftOutUnseen() {
        assertThat(Oracles.ALL.stream().map(Oracle::provider))
                .hasSizeGreaterThanOrEqualTo(MINIMUM)
                .doesNotHaveDuplicates();
    }

    private static void bothAccept(Oracle oracle, Request request, Secret secret, long now, int round)
            throws Exception {
        assertThat(oracle.verifies(request, secret.verifying()))
                .as("the library of %s, round %d of seed %d", oracle.provider(), round, SEED)
                .isTrue();
        Verdict verdict = verdict(oracle, request, secret, now);
        assertThat(verdict.accepted())
                .as("we for %s, round %d of seed %d: %s", oracle.provider(), round, SEED, verdict.detail())
                .isTrue();
    }

    private static void bothRefuse(Oracle oracle, Request request, Secret secret, long now, int round)
            throws Exception {
        assertThat(oracle.verifies(request, secret.verifying()))
                .as("the library of %s, tampered, round %d of seed %d", oracle.provider(), round, SEED)
                .isFalse();
        assertThat(verdict(oracle, request, secret, now).reason())
                .as("we for %s, tampered, round %d of seed %d", oracle.provider(), round, SEED)
                .contains(Reason.SIGNATURE_MISMATCH);
    }

    private static Verdict verdict(Oracle oracle, Request request, Secret secret, long now) {
        return recipe(oracle)
                .verifier(List.of(secret.verifying()), oracle.options())
                .verify(request, now);
    }

    private static Recipe recipe(Oracle oracle) {
        return Catalogue.standard().find(oracle.provider()).orElseThrow();
    }
}
