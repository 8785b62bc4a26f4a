package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.recipe.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/providers.md says what the catalogue says. */
class ProvidersPageTest {
    private static final String MADE = new ProvidersPage(Catalogue.standard()).text();

    @Test
    void thePageIsThatOfTheCatalogue() throws IOException {
        boolean same = Files.readString(Path.of("..", "docs", "providers.md")).equals(MADE);
        assertThat(same)
                .as("docs/providers.md is as providers/ is; otherwise run: make providers-doc")
                .isTrue();
    }

    @Test
    void everyProviderHasARowOfTenCells() {
        assertThat(MADE.lines().filter(line -> line.startsWith("| [")))
                .hasSize(Catalogue.standard().names().size())
                .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(12));
    }

    @Test
    void whatIsNotPossibleIsListedWithItsReason() {
        assertThat(MADE).contains("## Not possible", "| klarna | does not document how");
    }
}
