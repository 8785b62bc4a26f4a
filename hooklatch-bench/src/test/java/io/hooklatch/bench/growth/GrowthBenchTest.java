package io.hooklatch.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GrowthBenchTest {
    private static final String TINY = "--runs 1 --callers 4 --warmup 0.05 --seconds 0.2 --pages 3 --events ";

    @Test
    void growsInStepsAndFindsWhatItStored(@TempDir Path dir) throws Exception {
        Report report = new GrowthBench().run(arguments(dir, "0,1000,3000"));
        assertThat(report.table().rows().get(0)).containsExactly("stored events", "0", "1,000", "3,000");
        assertThat(rowsOf(report, "deliveries refused")).isEqualTo("3");
        assertThat(rowsOf(report, "deliveries of an endpoint with 1 in 500")).isEqualTo("6");
        assertThat(rowsOf(report, "deliveries by the provider's event id")).isEqualTo("1");
        assertThat(rowsOf(report, "events handled (1 in 100)")).isEqualTo("30");
        assertThat(rowsOf(report, "events")).isEqualTo("50");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void needsTheEmptyInboxToCompareWith(@TempDir Path dir) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GrowthBench().run(arguments(dir, "1000")))
                .withMessageContaining("the first must be 0");
    }

    private static Arguments arguments(Path dir, String events) {
        return Arguments.of(TINY + events + " --dir " + dir);
    }

    /** Of a page at the largest size, the number of rows that is shown after the times. */
    private static String rowsOf(Report report, String page) {
        List<String> row = report.table().rows().stream()
                .filter(cells -> cells.get(0).equals(page))
                .findFirst()
                .orElseThrow();
        String last = row.get(row.size() - 1);
        return last.substring(last.lastIndexOf(' ') + 1);
    }
}
