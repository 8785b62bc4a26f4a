package io.hooklatch.bench.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReceiveBenchTest {
    @Test
    void countsExactlyWhatIsStored(@TempDir Path dir) throws Exception {
        Report report = new ReceiveBench()
                .run(Arguments.of("--callers 1,8 --runs 1 --warmup 0.05 --seconds 0.2 --sample 300 --dir " + dir));
        assertThat(report.table().rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).hasSize(9));
        assertThat(report.table().rows().get(2).get(0)).isEqualTo("8");
        assertThat(report.toString()).contains("the same 2 rows per receipt");
        assertThat(dir).isEmptyDirectory();
    }
}
