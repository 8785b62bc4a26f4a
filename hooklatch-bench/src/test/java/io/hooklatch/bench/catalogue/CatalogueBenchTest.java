package io.hooklatch.bench.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import io.hooklatch.recipe.Catalogue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CatalogueBenchTest {
    @Test
    void loadsEveryRecipeInAProcessOfItsOwn() throws Exception {
        Report report = new CatalogueBench().run(Arguments.of("--runs 1"));
        assertThat(report.table().rows()).hasSize(7);
        assertThat(report.table().rows().get(1).get(1))
                .isEqualTo(Table.whole((double) Catalogue.standard().names().size()));
    }
}
