package io.hooklatch.testkit;

import io.hooklatch.diagnosis.Budget;
import io.hooklatch.diagnosis.Diagnoser;
import io.hooklatch.diagnosis.Refusal;
import io.hooklatch.diagnosis.Setup;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a recipe makes of a request and, where it refuses, why. For tests of one's own senders and recipes:
 *
 * <pre>{@code
 * VerificationReport.of(recipe, List.of(secret), Map.of(), request, receivedAt).assertVerified();
 * }</pre>
 *
 * @param verdict the decision
 * @param diagnosis the cause of a refusal; absent for what is accepted
 */
public record VerificationReport(Verdict verdict, Optional<Diagnosis> diagnosis) {
    /**
     * Verifies a request and looks for the cause when it is refused.
     *
     * @param secrets every live secret, newest first
     * @param options the options of an endpoint, by the names of {@link Recipe#optionNames}
     * @param receivedAt when it arrives
     * @throws IllegalArgumentException as {@link Recipe#verifier} does
     */
    public static VerificationReport of(
            Recipe recipe, List<String> secrets, Map<String, String> options, Request request, Instant receivedAt) {
        long now = receivedAt.toEpochMilli();
        Verdict verdict = recipe.verifier(secrets, options).verify(request, now);
        if (verdict.accepted()) {
            return new VerificationReport(verdict, Optional.empty());
        }
        Setup here = new Setup("test", recipe, secrets, List.of(), options);
        Diagnosis found = new Diagnoser(VerificationReport::known, Budget.DEFAULT)
                .diagnose(new Refusal(here, List.of(), request, verdict, now));
        return new VerificationReport(verdict, Optional.of(found));
    }

    /**
     * Fails unless the request is accepted; the message holds verdict, cause, evidence and fix, and never a secret.
     *
     * @return this report
     */
    public VerificationReport assertVerified() {
        if (!verdict.accepted()) {
            throw new AssertionError(toString());
        }
        return this;
    }

    private static List<Recipe> known() {
        Catalogue catalogue = Catalogue.standard();
        return catalogue.names().stream()
                .map(catalogue::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Verdict and diagnosis, each in a line. */
    @Override
    public String toString() {
        String decided =
                verdict.recipe() + ": " + verdict.kind() + (verdict.detail().isEmpty() ? "" : ", ") + verdict.detail();
        return diagnosis
                .map(found -> decided + "\n  cause:      " + found.cause().text() + "\n  confidence: "
                        + found.confidence().text() + "\n  evidence:   " + found.evidence() + "\n  fix:        "
                        + found.fix())
                .orElse(decided);
    }
}
