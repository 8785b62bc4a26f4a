package io.hooklatch.recipe;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of a fixture's request a new one that is the provider's in all but its names. */
final class FixtureSample {
    private static final String MARK = "hooklatch_sample";

    private final Recipe recipe;
    private final Request request;
    private final NameReader reader;
    private String body;
    private Headers headers;

    FixtureSample(Recipe recipe, Request request) {
        this.recipe = recipe;
        this.request = request;
        this.reader = new NameReader(recipe.naming());
        // Every byte is a character, so that what is not UTF-8 comes back as it was.
        this.body = new String(request.body(), StandardCharsets.ISO_8859_1);
        this.headers = request.headers();
    }

    Request with(String target, Names names, long nowMillis) {
        Names old = reader.read(request);
        String before = body;
        replace(old.eventId(), names.eventId());
        replace(old.deliveryId(), names.deliveryId());
        replace(old.eventType(), names.eventType());
        if (recipe.scheme().single() instanceof SignatureScheme scheme) {
            scheme.timestamp().ifPresent(rule -> stamp(rule, nowMillis));
        }
        String mark = names.eventId().or(names::deliveryId).orElse("");
        if (body.equals(before) && !mark.isEmpty()) {
            mark(mark.replaceAll("[^A-Za-z0-9_-]", "-"));
        }
        return new Request(
                request.method(),
                withQuery(target),
                headers,
                body.getBytes(StandardCharsets.ISO_8859_1),
                request.remoteAddress());
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

    /** Puts a new name wherever the old one stands by itself: a JSON string, a field of a form, a header. */
    private void replace(Optional<String> old, Optional<String> name) {
        if (old.isEmpty() || name.isEmpty() || old.equals(name)) {
            return;
        }
        String was = old.get();
        String text = name.get();
        body = body.replace(quoted(was), quoted(text));
        body = Pattern.compile("(?<==)" + Pattern.quote(encoded(was)) + "(?=&|$)")
                .matcher(body)
                .replaceAll(Matcher.quoteReplacement(encoded(text)));
        if (was.matches("[1-9]\\d*")) {
            String digits = text.matches("[1-9]\\d{0,17}") ? text : digits(text, was.length());
            body = Pattern.compile("(?<=[:\\[,]\\s?)" + was + "(?=\\s?[,}\\]])")
                    .matcher(body)
                    .replaceAll(digits);
        }
        List<Header> lines = new ArrayList<>();
        headers.forEach(line -> lines.add(line.value().equals(was) ? new Header(line.name(), text) : line));
        headers = Headers.of(lines);
    }

    /** As many digits as the old number has, which differ where the text does. */
    private static String digits(String text, int length) {
        String all = Hash.hex(text.getBytes(StandardCharsets.UTF_8)).replaceAll("[^0-9]", "") + "1".repeat(length);
        return "1" + all.substring(0, length - 1);
    }

    /** Where no name is in the body it has to differ all the same, lest two samples are one event. */
    private void mark(String text) {
        String end = body.stripTrailing();
        boolean form = headers.first("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        if (end.endsWith("}") && end.length() > 2) {
            body = end.substring(0, end.length() - 1) + ",\"" + MARK + "\":\"" + text + "\"}";
        } else if (form) {
            body = body + "&" + MARK + "=" + text;
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

    private static String quoted(String text) {
        return new String(JsonText.of(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
