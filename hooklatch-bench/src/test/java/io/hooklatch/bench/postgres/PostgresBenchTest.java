package io.hooklatch.bench.postgres;

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
class PostgresBenchTest {
    @Test
    void countsExactlyWhatIsStoredAndHandled(@TempDir Path dir) throws Exception {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("the embedded PostgreSQL server is built for Linux on amd64")
                .isEqualTo("Linux amd64");
        assumeThat(!System.getProperty("user.name").equals("root") || LinuxUtils.isUnshareAvailable())
                .as("PostgreSQL does not run as root, and unshare, by which it would be somebody else, is missing here")
                .isTrue();
        Report report = new PostgresBench()
                .run(Arguments.of("--callers 1,8 --runs 1 --warmup 0.05 --seconds 0.2 --sample 200 --events 200"
                        + " --idle 10 --dir " + dir));
        assertThat(report.table().rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).hasSize(11));
        assertThat(report.toString())
                .contains("the same 4 rows per receipt")
                .contains("3 nodes in this process")
                .contains("on another node");
        assertThat(dir).isEmptyDirectory();
    }
}
