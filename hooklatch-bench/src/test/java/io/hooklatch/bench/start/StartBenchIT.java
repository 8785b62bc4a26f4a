package io.hooklatch.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the gateway's jar, which is there once the phase package is over. */
@Tag("slow")
class StartBenchIT {
    @Test
    void everyReceiptIsStored(@TempDir Path dir) throws Exception {
        Report report = new StartBench()
                .run(Arguments.of("--runs 1 --receipts 200 --connections 4 --idle 0.1"
                        + " --jar ../hooklatch-gateway/target/hooklatch.jar --dir " + dir));
        assertThat(report.table().rows()).hasSize(8);
        assertThat(dir).isEmptyDirectory();
    }
}
