package io.hooklatch.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WorkBenchTest {
    @Test
    void everyEventIsHandledOnceByEachKindOfHandler(@TempDir Path dir) throws Exception {
        Report report =
                new WorkBench().run(Arguments.of("--events 500 --runs 1 --callers 4 --seconds 0.2 --dir " + dir));
        assertThat(report.table().rows()).hasSize(5);
        assertThat(dir).isEmptyDirectory();
    }
}
