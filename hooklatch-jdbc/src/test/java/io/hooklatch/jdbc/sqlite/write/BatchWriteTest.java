package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.jdbc.sqlite.write.WriterRig.await;
import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import io.hooklatch.store.StoreBusyException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of events share the queue and the commits with everything else. */
class BatchWriteTest {
    private static final int ELEMENTS = 20;

    @TempDir
    Path directory;

    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = new WriterRig(
                new SqliteSettings(
                        directory.resolve("inbox.db"),
                        InstantSource.system(),
                        100,
                        1 << 20,
                        50,
                        1 << 20,
                        1_000,
                        Duration.ofMillis(200),
                        10_000,
                        2,
                        false,
                        0,
                        0),
                null);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static NewDelivery batch(int number) {
        return aDelivery()
                .batch(IntStream.range(0, ELEMENTS)
                        .mapToObj(i -> aDelivery().key("evt_" + number + "_" + i))
                        .toList())
                .build();
    }

    @Test
    void fault18_aBatchTakesSeveralPlacesOfTheQueueAndItsRowsCountInTheCommit() throws Exception {
        rig.gate.stop();
        CompletionStage<Appended> blocker = rig.writes.append(aDelivery().build());
        rig.gate.awaitArrival();
        List<CompletionStage<Appended>> accepted = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            accepted.add(rig.writes.append(batch(i)));
        }
        assertThat(rig.writer.waiting()).as("seven places for each").isEqualTo(1 + 14 * 7);
        assertThatThrownBy(() -> await(rig.writes.append(batch(14)))).isInstanceOf(StoreBusyException.class);
        rig.gate.go();
        await(blocker);
        accepted.forEach(stage -> assertThat(await(stage).events()).hasSize(ELEMENTS));

        assertThat(rig.writer.waiting()).isZero();
        assertThat(number("SELECT max(length(pairs)) / 16 FROM hooklatch_recent_key"))
                .as("three batches fill a commit of fifty rows")
                .isEqualTo(3 * ELEMENTS);
        assertThat(number("SELECT count(*) FROM hooklatch_recent_key")).isEqualTo(5);
        assertThat(await(rig.writes.append(batch(14))).newEvent()).isTrue();
        assertThat(await(rig.writes.append(batch(3))).duplicate()).isTrue();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = rig.applicationConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
