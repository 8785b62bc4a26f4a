package io.hooklatch.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class CorpusTest {
    private static final List<Recipe> KNOWN = Catalogue.standard().names().stream()
            .map(Catalogue.standard()::find)
            .flatMap(Optional::stream)
            .toList();
    private static final List<Corpus.Case> CASES = Corpus.all();

    @Test
    void holdsEnoughCasesOfEnoughSendersAndEachIsRefused() {
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(300);
        assertThat(Corpus.senders()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(CASES.stream().map(Corpus.Case::cause).distinct()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(CASES)
                .allSatisfy(one -> assertThat(one.refusal().verdict().accepted())
                        .as(one.where())
                        .isFalse());
    }

    @Test
    void theFirstCauseIsRightInNineteenOfTwentyAndNoProvedOneIsWrong(TestReporter reporter) throws IOException {
        Diagnoser diagnoser = new Diagnoser(() -> KNOWN, Budget.DEFAULT);
        List<String> missed = new ArrayList<>();
        List<String> wrongProofs = new ArrayList<>();
        int proved = 0;
        for (Corpus.Case one : CASES) {
            Diagnosis found = diagnoser.diagnose(one.refusal());
            proved += found.confidence() == Confidence.HIGH ? 1 : 0;
            if (found.cause() != one.cause()) {
                String words = one.where() + " " + one.cause() + " (" + one.note() + ") taken for " + found.line();
                missed.add(words);
                if (found.confidence() == Confidence.HIGH) {
                    wrongProofs.add(words);
                }
            }
        }
        int right = CASES.size() - missed.size();
        String figure = right + " of " + CASES.size() + " first causes are right, " + proved + " proved, "
                + wrongProofs.size() + " of these wrongly";
        reporter.publishEntry("diagnosis", figure);
        Files.writeString(
                Path.of("target", "diagnosis-corpus.txt"), figure + "\n\n" + String.join("\n", missed) + "\n");
        assertThat(wrongProofs).isEmpty();
        assertThat(right * 100).as(String.join("\n", missed)).isGreaterThanOrEqualTo(95 * CASES.size());
    }
}
