package io.hooklatch.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import io.hooklatch.message.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class VerifyBenchTest {
    @Test
    void measuresEveryRecipe() throws Exception {
        // No forks: JMH then runs in this process, which is good for nothing but seeing that it runs.
        Report report = new VerifyBench().run(Arguments.of("--forks 0 --warmups 0 --iterations 1 --seconds 0.01"));
        assertThat(report.table().rows()).hasSize(1 + Candidate.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMeasuredIsTheVerificationOfAValidRequest(Candidate recipe) {
        Verdict verdict = recipe.verifier().verify(recipe.request(), recipe.now());
        assertThat(verdict.accepted()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(from = "STRIPE", to = "SHARED_TOKEN")
    void whatARecipeSignsItselfIsOfOneKilobyte(Candidate recipe) {
        assertThat(recipe.request().body()).hasSize(1024);
        assertThat(recipe.verifier().names(recipe.request()).eventType()).contains("payment_intent.succeeded");
    }
}
