package io.hooklatch.gateway.config;

import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.Recency;
import io.hooklatch.recipe.From;
import java.util.Optional;

/** What an endpoint asks for about order: {@code ordering} and {@code stale_guard}. */
final class OrderReader {
    private OrderReader() {}

    static void read(Section endpoint, EndpointBuilder builder) {
        endpoint.get("ordering").ifPresent(value -> {
            Section ordering = value.section();
            if (!value.hasSettings()) {
                return;
            }
            place(ordering.required("key", "key: json /data/object/id")).ifPresent(builder::orderBy);
            ordering.end();
        });
        endpoint.get("stale_guard").ifPresent(value -> guard(value, value.section(), builder));
    }

    private static void guard(Value value, Section guard, EndpointBuilder builder) {
        if (!value.hasSettings()) {
            return;
        }
        Optional<From> entity = place(guard.required("entity", "entity: json /data/object/id"));
        Optional<Value> version = guard.get("version");
        Optional<Value> time = guard.get("time");
        if (version.isPresent() == time.isPresent()) {
            value.wrong(
                    "needs to know what is newer: give either version, as in json /data/object/version, or time, as in"
                            + " json /created");
        }
        Optional<Recency> recency =
                place(version).map(Recency::version).or(() -> place(time).map(Recency::time));
        if (entity.isPresent() && recency.isPresent()) {
            builder.supersede(entity.get(), recency.get());
        }
        guard.end();
    }

    private static Optional<From> place(Optional<Value> value) {
        return value.flatMap(given -> given.asSentence(From::parse));
    }
}
