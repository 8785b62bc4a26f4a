package io.hooklatch.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.ReceivedEvent;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.Pruned;
import io.hooklatch.store.Superseded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page for operators lists the figures that there are, with their labels. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "http.md");

    @Test
    void thePageListsExactlyTheFiguresAndTheirLabels() throws IOException {
        assertThat(onThePage()).isEqualTo(measured()).isNotEmpty();
    }

    private static Set<String> onThePage() throws IOException {
        return Pattern.compile("^\\| `(hooklatch_\\w+)` \\| ([^|]*?) ?\\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE, StandardCharsets.UTF_8))
                .results()
                .map(row -> named(row.group(1), row.group(2).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> measured() {
        try (GatewayMetrics metrics = new GatewayMetrics()) {
            exercise(metrics.listener());
            metrics.watchStore(() -> 0, Map::of);
            metrics.watchIngress(() -> 0, () -> 0);
            return Pattern.compile(
                            "^(hooklatch_\\w+?)(?:_bucket|_sum|_count|_max)?(?:\\{([^}]*)\\})? ", Pattern.MULTILINE)
                    .matcher(metrics.scrape())
                    .results()
                    .map(line -> named(line.group(1), labels(line)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String[] labels(MatchResult line) {
        String all = Optional.ofNullable(line.group(2)).orElse("");
        return Pattern.compile("(\\w+)=\"")
                .matcher(all)
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .toArray(String[]::new);
    }

    private static String named(String name, String... labels) {
        return name + new TreeSet<>(Set.of(labels));
    }

    private static void exercise(InboxListener listener) {
        EventId event = new EventId(1);
        DispatchId dispatch = new DispatchId(1);
        Receipt receipt = new Receipt(
                200,
                Headers.none(),
                new byte[0],
                Optional.of(new DeliveryId(1)),
                List.of(ReceivedEvent.created(event)),
                Optional.of(Verdict.unverified()));
        listener.stored("acme", receipt, 1);
        listener.undiagnosed("acme", new DeliveryId(1));
        listener.turnedAway("", 404, TurnedAway.UNKNOWN_ENDPOINT);
        listener.attempted("ship", event, dispatch, 1, AttemptOutcome.SUCCEEDED, DispatchState.HANDLED, "", 1);
        listener.fencedOff("ship", event, dispatch, 1);
        listener.superseded(new Superseded("ship", event, dispatch, "why"));
        listener.cleared(new RetentionRun(false, 0, 0, Pruned.NOTHING, 0, 0, 0, Optional.empty(), Optional.empty()));
        listener.troubled("acme", "none");
    }
}
