package io.hooklatch.bench.growth;

import io.hooklatch.bench.Median;
import io.hooklatch.bench.inbox.StripeInbox;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import io.hooklatch.store.TimeRange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The pages that people open, and how long each takes. */
final class Pages {
    private static final double LONGEST_NANOS = 2e9;

    private final Map<String, Function<InboxReader, Page<?>>> pages = new LinkedHashMap<>();

    /**
     * How long one page took.
     *
     * @param median of all times, in nanoseconds
     * @param slowest of all times, in nanoseconds
     * @param rows how many rows it shows
     */
    record Timing(double median, double slowest, int rows) {}

    /**
     * @param eventName the provider's id of some event that was stored early
     * @param early a time shortly after the first deliveries, in milliseconds since the epoch
     */
    Pages(String eventName, long early) {
        deliveries("deliveries", DeliveryQuery.all());
        deliveries(
                "deliveries of an endpoint with 1 in 500", DeliveryQuery.all().endpoint(Population.OTHER_ENDPOINT));
        deliveries("deliveries refused", DeliveryQuery.all().verdict(Verdict.Kind.REFUSED));
        deliveries(
                "deliveries refused for a reason that never came",
                DeliveryQuery.all().reason(Reason.MISSING_SIGNATURE));
        deliveries("deliveries of a rare type", DeliveryQuery.all().type(Population.RARE_TYPE));
        deliveries("deliveries by the provider's event id", DeliveryQuery.all().providerEventId(eventName));
        deliveries("deliveries of the first seconds", DeliveryQuery.all().received(new TimeRange(0, early)));
        events("events", EventQuery.all());
        events(
                "events of an endpoint and a rare type",
                EventQuery.all().endpoint(StripeInbox.ENDPOINT).type(Population.RARE_TYPE));
        events("events handled (1 in 100)", EventQuery.all().state(DispatchState.HANDLED));
        events("events unrouted", EventQuery.all().state(DispatchState.UNROUTED));
        events("events dead (none)", EventQuery.all().state(DispatchState.DEAD));
        pages.put(
                "dispatches retrying (none)",
                reader -> reader.dispatches(DispatchQuery.all().state(DispatchState.RETRYING)));
        pages.put(
                "dispatches of a handler",
                reader -> reader.dispatches(DispatchQuery.all().handler("pay")));
    }

    private void deliveries(String name, DeliveryQuery query) {
        pages.put(name, reader -> reader.deliveries(query));
    }

    private void events(String name, EventQuery query) {
        pages.put(name, reader -> reader.events(query));
    }

    /** Opens each page so often, or until the time for one page is over; at least once. */
    Map<String, Timing> time(InboxReader reader, int times) {
        Map<String, Timing> timings = new LinkedHashMap<>();
        pages.forEach((name, page) -> {
            double[] nanos = new double[times];
            double spent = 0;
            double slowest = 0;
            int rows = 0;
            int opened = 0;
            while (opened < times && (opened == 0 || spent < LONGEST_NANOS)) {
                long begun = System.nanoTime();
                rows = page.apply(reader).items().size();
                nanos[opened] = System.nanoTime() - begun;
                slowest = Math.max(slowest, nanos[opened]);
                spent += nanos[opened];
                opened++;
            }
            timings.put(name, new Timing(Median.of(Arrays.copyOf(nanos, opened)), slowest, rows));
        });
        return timings;
    }
}
