package io.hooklatch.recipe;

import io.hooklatch.message.Element;
import io.hooklatch.message.FormCoding;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes of a fixture's request a new one that is the provider's in all but its names. */
final class FixtureSample {
    private final Recipe recipe;
    private final Naming naming;
    private final NameReader reader;
    private final SampleKeys keys;
    private final Request request;
    private final SampleText text;
    private boolean writtenByCode;

    FixtureSample(Recipe recipe, Request fixture, Names names) {
        this.recipe = recipe;
        this.naming = recipe.naming();
        this.reader = new NameReader(naming);
        this.keys = new SampleKeys(recipe);
        this.request = inCode(fixture, names);
        this.text = new SampleText(request);
    }

    /** The request with the names that only the provider's code can put where they belong. */
    private Request inCode(Request fixture, Names names) {
        Request named = inCode(fixture, naming.eventId(), names.eventId());
        Request typed = inCode(named, naming.eventType(), names.eventType());
        writtenByCode = typed != named;
        return typed;
    }

    private Request inCode(Request fixture, List<From> places, Optional<String> name) {
        boolean code = !places.isEmpty() && places.get(0).kind() == From.Kind.FUNCTION && name.isPresent();
        return code && recipe.scheme() instanceof CodedScheme coded
                ? coded.provider().put(places.get(0), name.get(), fixture)
                : fixture;
    }

    Request with(String target, Names names, long nowMillis) {
        Names old = reader.read(request);
        String before = text.body();
        replace(old.eventId(), names.eventId());
        replace(old.deliveryId(), names.deliveryId());
        replace(old.eventType(), names.eventType());
        for (Element at : keys.elements(request)) {
            Request alone = request.withBody(at.of(request.body()));
            replace(reader.read(alone).eventType(), names.eventType());
        }
        if (recipe.scheme().single() instanceof SignatureScheme scheme) {
            scheme.timestamp().ifPresent(rule -> stamp(rule, nowMillis));
        }
        String mark = names.eventId().or(names::deliveryId).orElse("").replaceAll("[^A-Za-z0-9_-]", "-");
        if (!mark.isEmpty()) {
            refresh(names.eventId().orElse(mark), mark, before);
        }
        Request sample = text.in(request, withQuery(target));
        names.eventType().ifPresent(type -> requireType(sample, type));
        return sample;
    }

    private void requireType(Request sample, String type) {
        List<From> places = naming.eventType();
        if (places.isEmpty()) {
            throw new IllegalArgumentException(recipe.name() + " names no type of its events: leave it out");
        }
        From first = places.get(0);
        boolean signerWritesIt =
                first.kind() == From.Kind.HEADER && !sample.headers().has(first.name());
        List<Element> elements = keys.elements(sample);
        boolean said = elements.isEmpty()
                ? reader.read(sample).eventType().equals(Optional.of(type))
                : elements.stream()
                        .map(at -> reader.read(sample.withBody(at.of(sample.body())), reader.around(sample)))
                        .allMatch(one -> one.eventType().equals(Optional.of(type)));
        if (!signerWritesIt && !writtenByCode && !said) {
            throw new IllegalArgumentException("a sample of " + recipe.name() + " cannot be of the type \"" + type
                    + "\", whose place is " + From.describe(places));
        }
    }

    /** Lest two samples are one event: other values where events are recognised by some, and a mark where by none. */
    private void refresh(String first, String mark, String before) {
        Request sample = text.in(request, request.target());
        boolean batch = !keys.elements(sample).isEmpty();
        List<String> values = keys.values(sample);
        for (int i = 0; i < values.size(); i++) {
            boolean named = naming.dedupe().isEmpty() && i == 0 && batch;
            String other = i == 0 ? first : mark + "-" + i;
            text.replace(values.get(i), named ? other : SampleKeys.like(values.get(i), other));
        }
        List<Element> elements = keys.elements(text.in(request, request.target()));
        if (elements.isEmpty() && text.body().equals(before)) {
            text.body(SampleMarks.in(text.body(), mark, isForm()));
        }
        for (int i = elements.size() - 1; i >= 0; i--) {
            Element at = elements.get(i);
            String element = text.body().substring(at.from(), at.from() + at.length());
            if (before.contains(element)) {
                text.body(text.body().substring(0, at.from())
                        + marked(at, element, mark)
                        + text.body().substring(at.from() + at.length()));
            }
        }
    }

    private static String marked(Element at, String element, String mark) {
        if (at.coding() == Element.Coding.PLAIN) {
            return SampleMarks.in(element, mark, false);
        }
        byte[] plain = FormCoding.decode(element.getBytes(StandardCharsets.ISO_8859_1), 0, element.length());
        return URLEncoder.encode(
                SampleMarks.in(new String(plain, StandardCharsets.UTF_8), mark, false), StandardCharsets.UTF_8);
    }

    private boolean isForm() {
        return request.headers().first("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    /** Signers write the time into headers; one that stands in the body is put there. */
    private void stamp(TimestampRule rule, long nowMillis) {
        if (rule.unit() != TimestampUnit.TEXT && !rule.from().isEmpty()) {
            Values values = new Values(rule.from());
            String time = Freshness.write(rule.unit(), nowMillis);
            for (String old : values.read(request)) {
                replace(Optional.ofNullable(old), Optional.of(time));
            }
        }
    }

    private void replace(Optional<String> old, Optional<String> name) {
        if (old.isPresent() && name.isPresent()) {
            text.replace(old.get(), name.get());
        }
    }

    /** The target, with the query of the fixture but for what the signer writes there. */
    private String withQuery(String target) {
        List<String> written = recipe.scheme().words().places().stream()
                .filter(place -> place.startsWith("query "))
                .map(place -> place.substring(6).replaceFirst(":.*", ""))
                .toList();
        String query = Arrays.stream(request.query().split("&"))
                .filter(pair -> !pair.isEmpty() && !written.contains(pair.replaceFirst("=.*", "")))
                .collect(Collectors.joining("&"));
        return query.isEmpty() || target.contains("?") ? target : target + "?" + query;
    }
}
