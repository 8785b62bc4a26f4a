package io.hooklatch.jdbc.sqlite.write;

import static io.hooklatch.testkit.DeliverySample.aDelivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.store.Appended;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.TimeRange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in profiles in place of rows, at its edges. The conformance suite has the rest. */
class ProfileRowsTest {
    @TempDir
    Path directory;

    private WriterRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = WriterRig.open(directory.resolve("inbox.db"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void typesMadeUpByStrangersMakeNoProfilesAndAreFoundAllTheSame() throws SQLException {
        rig.append(aDelivery().type("known"));
        for (int i = 0; i < 50; i++) {
            rig.append(aDelivery().type("made up " + i).refused(Reason.SIGNATURE_MISMATCH));
        }
        rig.append(aDelivery().type("known").refused(Reason.SIGNATURE_MISMATCH));
        assertThat(count("hooklatch_profile")).isEqualTo(2);
        assertThat(deliveries(DeliveryQuery.all().type("made up 7")))
                .singleElement()
                .satisfies(it -> assertThat(it.names().eventType()).contains("made up 7"));
        assertThat(deliveries(DeliveryQuery.all().type("known"))).hasSize(2);
        assertThat(deliveries(DeliveryQuery.all().type("known").reason(Reason.SIGNATURE_MISMATCH)))
                .hasSize(1);
        assertThat(rig.reader.events(EventQuery.all().type("made up 7")).items())
                .isEmpty();
    }

    @Test
    void methodsMadeUpByStrangersMakeNoProfilesAndSurvive() throws SQLException {
        for (int i = 0; i < 20; i++) {
            Request request = new Request("METHOD" + i, "/", Headers.none(), new byte[0], "");
            Appended made = rig.append(aDelivery().request(request));
            Delivery found = rig.reader.delivery(made.deliveryId()).orElseThrow();
            assertThat(found.request().method()).isEqualTo("METHOD" + i);
        }
        assertThat(count("hooklatch_profile")).isEqualTo(1);
    }

    @Test
    void aKeyThatIsOneOfTheProvidersIdsIsKeptOnce() throws SQLException {
        String id = "evt_kept_once";
        rig.append(aDelivery().providerEventId(id).key(id));
        rig.append(aDelivery().providerDeliveryId("dlv_kept_once").key("dlv_kept_once"));
        rig.append(aDelivery().providerEventId("another").key("unlike the id"));
        assertThat(text("SELECT count(*) FROM hooklatch_delivery WHERE dedupe_key IS NULL"))
                .isEqualTo("2");
        assertThat(deliveries(DeliveryQuery.all()))
                .extracting(it -> it.key().map(DedupeKey::value).orElse(""))
                .containsExactly("unlike the id", "dlv_kept_once", id);
    }

    @Test
    void aProvidersIdIsFoundWhereItIsTheKeyAndWhereItIsNot() {
        String id = "evt_1";
        rig.append(aDelivery().endpoint("a").providerEventId(id).key(id));
        rig.append(aDelivery().endpoint("a").providerEventId(id).key(id).body("copy"));
        rig.append(aDelivery().endpoint("b").providerEventId(id).key("other"));
        rig.append(aDelivery().endpoint("b").providerEventId(id));
        rig.append(aDelivery().endpoint("a").providerEventId(id).refused(Reason.MISSING_SIGNATURE));
        rig.append(aDelivery().endpoint("a").providerEventId("else").key(id));
        for (int i = 0; i < 300; i++) {
            rig.append(aDelivery().endpoint("a").providerEventId("more" + i).key("more" + i));
        }
        DeliveryQuery query = DeliveryQuery.all().providerEventId(id);
        assertThat(deliveries(query)).hasSize(5);
        assertThat(deliveries(query.endpoint("a"))).hasSize(3);
        assertThat(rig.reader.events(EventQuery.all().providerEventId(id)).items())
                .hasSize(3);
        assertThat(deliveries(DeliveryQuery.all().providerEventId("more0"))).hasSize(1);
        assertThat(deliveries(DeliveryQuery.all().providerEventId("more299"))).hasSize(1);
    }

    @Test
    void halvesOfSurrogatePairsAreTwoKeysAndSurviveInNames() {
        Appended one = rig.append(aDelivery().providerEventId("\ud800").key("\ud800"));
        Appended other = rig.append(aDelivery().providerEventId("\udfff").key("\udfff"));
        assertThat(other.newEvent()).isTrue();
        assertThat(rig.append(aDelivery().key("\ud800")).eventId()).isEqualTo(one.eventId());
        assertThat(deliveries(DeliveryQuery.all().providerEventId("\udfff")))
                .singleElement()
                .satisfies(it -> assertThat(it.names().eventId()).contains("\udfff"));
    }

    @Test
    void aDeliveryReceivedLongBeforeItWasStoredIsFoundByItsTime() {
        long now = System.currentTimeMillis();
        long year = 31_536_000_000L;
        Appended imported = rig.append(aDelivery().receivedAt(now - year));
        Appended ahead = rig.append(aDelivery().receivedAt(now + year));
        Appended usual = rig.append(aDelivery().receivedAt(now));
        assertThat(deliveries(DeliveryQuery.all().received(new TimeRange(now - year, now - year + 1))))
                .extracting(DeliverySummary::id)
                .containsExactly(imported.deliveryId());
        assertThat(deliveries(DeliveryQuery.all().received(new TimeRange(now + year, Long.MAX_VALUE))))
                .extracting(DeliverySummary::id)
                .containsExactly(ahead.deliveryId());
        assertThat(deliveries(DeliveryQuery.all().received(new TimeRange(now - 1000, now + 1000))))
                .extracting(DeliverySummary::id)
                .containsExactly(usual.deliveryId());
    }

    @Test
    void theDispatchesOfAnEventAreItsOwnAlsoBetweenThoseOfOthers() {
        for (int i = 0; i < 20; i++) {
            Appended made = rig.append(aDelivery().route("a").route("b").route("c"));
            assertThat(rig.reader
                            .dispatches(
                                    DispatchQuery.all().eventId(made.eventId().orElseThrow()))
                            .items())
                    .hasSize(3)
                    .allSatisfy(it ->
                            assertThat(it.eventId()).isEqualTo(made.eventId().orElseThrow()));
        }
        assertThat(rig.reader.dispatches(DispatchQuery.all().handler("b")).items())
                .hasSize(20);
    }

    private List<DeliverySummary> deliveries(DeliveryQuery query) {
        return rig.reader.deliveries(query).items();
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(text("SELECT count(*) FROM " + table));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = rig.applicationConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
