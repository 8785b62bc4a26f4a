package io.hooklatch.gateway.render;

import io.hooklatch.observe.RetentionRun;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.Pruned;
import java.util.List;
import java.util.Optional;

/** What is done to the inbox as a whole, as {@code upkeep.yaml} describes it. */
public final class UpkeepJson {
    private UpkeepJson() {}

    /** What a clearing would remove, or did. */
    public static Json pruned(RetentionRun run) {
        Pruned rows = run.removed();
        return new Json()
                .put("count", rows.rows() + rows.bodies())
                .put("summary", run.line())
                .put("deliveries", rows.deliveries())
                .put("elements", rows.elements())
                .put("events", rows.events())
                .put("dispatches", rows.dispatches())
                .put("attempts", rows.attempts())
                .put("diagnoses", rows.diagnoses())
                .put("keys", rows.keys())
                .put("bodies", rows.bodies())
                .put("body_bytes", rows.bodyBytes());
    }

    /**
     * A look through the inbox.
     *
     * @param state running, done or failed
     * @param startedAt in milliseconds since the epoch, UTC; so is the end
     * @param detail why it failed
     */
    public static Json verification(
            String state, long startedAt, Optional<Long> endedAt, String detail, List<Flaw> flaws) {
        return new Json()
                .put("state", state)
                .time("started_at", startedAt)
                .time("ended_at", endedAt)
                .putText("detail", detail)
                .put("findings", flaws.stream().map(UpkeepJson::finding).toList());
    }

    private static Json finding(Flaw flaw) {
        return new Json()
                .put("kind", Words.of(flaw.kind()))
                .put("count", flaw.count())
                .put("samples", flaw.samples())
                .put("line", flaw.line())
                .put("remedy", flaw.kind().remedy())
                .put("repairable", flaw.kind().repairable());
    }
}
