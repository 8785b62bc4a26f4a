package io.hooklatch.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the gateway's jar, which is there once the phase package is over. */
@Tag("slow")
class HttpBenchIT {
    @Test
    void everyServerStoresWhatItAnswers(@TempDir Path dir) throws Exception {
        Report report = new HttpBench()
                .run(Arguments.of("--connections 4 --runs 1 --warmup 0.2 --seconds 0.5"
                        + " --jar ../hooklatch-gateway/target/hooklatch.jar --dir " + dir));
        assertThat(report.table().rows()).hasSize(4);
        assertThat(dir).isEmptyDirectory();
    }
}
