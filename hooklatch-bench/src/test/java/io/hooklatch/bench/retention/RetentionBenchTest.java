package io.hooklatch.bench.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RetentionBenchTest {
    @Test
    void bothWaysRemoveTheSameRowsAndNoKey(@TempDir Path dir) throws Exception {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("the embedded PostgreSQL server is built for Linux on amd64")
                .isEqualTo("Linux amd64");
        assumeThat(!System.getProperty("user.name").equals("root") || LinuxUtils.isUnshareAvailable())
                .as("PostgreSQL does not run as root, and unshare, by which it would be somebody else, is missing here")
                .isTrue();
        Report report = new RetentionBench()
                .run(Arguments.of("--old 250 --newer 10 --days 3 --dead 10 --rate 50 --before 0.2 --callers 4 --warmup"
                        + " 0.05 --seconds 0.2 --lookups 10 --runs 1 --dir " + dir));
        assertThat(report.table().rows())
                .hasSize(Figure.values().length + 1)
                .allSatisfy(row -> assertThat(row).doesNotContain("NaN"));
        assertThat(report.toString()).contains("removed/s", "as many came again");
        assertThat(dir).isEmptyDirectory();
    }
}
