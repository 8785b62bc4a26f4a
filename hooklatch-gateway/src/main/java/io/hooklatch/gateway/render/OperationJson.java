package io.hooklatch.gateway.render;

import io.hooklatch.message.Action;
import io.hooklatch.message.Operation;
import io.hooklatch.message.OperationItem;
import io.hooklatch.message.Promotion;
import io.hooklatch.operate.Preview;
import java.util.OptionalLong;

/** What operators did, as {@code operations.yaml} describes it. */
public final class OperationJson {
    private OperationJson() {}

    /** An operation. */
    public static Json operation(Operation row) {
        Json json = new Json()
                .put("id", row.id().toString())
                .put("action", Words.of(row.action()))
                .put(
                        "actor",
                        new Json()
                                .put("name", row.actor().name())
                                .put("origin", row.actor().origin()))
                .put("reason", row.reason())
                .put("selection", row.selection())
                .time("started_at", row.startedAt())
                .time("ended_at", row.endedAt())
                .put("state", Words.of(row.state()));
        if (row.ratePerSecond() > 0) {
            json.put("rate_per_second", row.ratePerSecond());
        }
        return json.put("total", row.total())
                .put("done", row.done())
                .put("changed", row.changed())
                .put("skipped", row.skipped())
                .put("failed", row.failed())
                .putText("detail", row.detail());
    }

    /** What became of one thing that it took. */
    public static Json item(OperationItem row) {
        return new Json()
                .put("number", row.number())
                .put("subject_id", row.subject())
                .put("outcome", Words.of(row.outcome()))
                .putText("detail", row.detail());
    }

    /** What an order would take. */
    public static Json preview(Action action, Preview preview) {
        Json json = new Json()
                .put("action", Words.of(action))
                .put("count", preview.selected())
                .put("changes", preview.changes());
        time(json, "oldest_at", preview.oldest());
        time(json, "newest_at", preview.newest());
        return json.put(
                "sample", preview.sample().stream().map(OperationJson::item).toList());
    }

    private static void time(Json json, String name, OptionalLong millis) {
        millis.ifPresent(present -> json.time(name, present));
    }

    private static Json item(Preview.Item item) {
        return new Json()
                .put("subject_id", item.subject())
                .put("changes", item.changes())
                .put("detail", item.detail());
    }

    static Json promotion(Promotion promotion) {
        return new Json()
                .put("operation_id", promotion.operationId().toString())
                .time("promoted_at", promotion.promotedAt())
                .put("verdict", InboxJson.verdict(promotion.verdict()))
                .put(
                        "event_ids",
                        promotion.events().stream()
                                .map(event -> event.id().toString())
                                .toList());
    }
}
