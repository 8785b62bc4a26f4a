package io.hooklatch.gateway.config;

import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.receive.EndpointBuilder;
import io.hooklatch.receive.RefusedQuota;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.TrustedProxies;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of one endpoint. What the builder refuses is reported at the setting that it was given. */
final class EndpointReader {
    /** What recipes write, too. */
    private static final Pattern ARRAY =
            Pattern.compile("(?:form (?<field>(?:(?! json).)+) )?json(?: (?<pointer>/.*))?");

    private static final int MAX_BODY = 256 << 20;
    private static final Duration LONGEST_LEARNING = Duration.ofDays(7);

    private final String name;
    private final Section section;
    private final Reading reading;
    private final TrustedProxies proxies;
    private final EndpointBuilder builder;
    private final Map<Value, String> secrets = new LinkedHashMap<>();
    private final List<String> retired = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    EndpointReader(String name, Section section, Reading reading, TrustedProxies proxies) {
        this.name = name;
        this.section = section;
        this.reading = reading;
        this.proxies = proxies;
        this.builder = Endpoint.named(name);
    }

    /** The endpoint; empty when something about it is wrong. */
    Optional<Endpoint> read() {
        int before = reading.problems();
        section.get("path")
                .ifPresentOrElse(
                        path -> path.as(Kinds.TEXT).ifPresent(text -> tell(path, () -> builder.path(text))),
                        () -> builder.path("/webhooks/" + name));
        Optional<Recipe> recipe = new VerificationReader(name, section).read();
        readSecrets();
        readOptions(recipe.map(Recipe::secretOptionNames).orElse(Set.of()));
        readNames();
        OrderReader.read(section, builder);
        readLimits();
        section.end();
        recipe.ifPresent(this::compile);
        return recipe.isEmpty() || reading.problems() > before ? Optional.empty() : build(recipe.get());
    }

    private void readSecrets() {
        for (Value value : section.list("secrets")) {
            value.secret().map(Secret::reveal).ifPresent(secret -> secrets.put(value, secret));
        }
        for (Value value : section.list("retired_secrets")) {
            value.secret().map(Secret::reveal).ifPresent(retired::add);
        }
    }

    private void readOptions(Set<String> secretNames) {
        section.get("tolerance")
                .ifPresent(value -> value.as(Kinds.duration(Kinds.SECOND, Kinds.DAY))
                        .ifPresent(time -> options.put("tolerance_s", Long.toString(time.toSeconds()))));
        Section given = section.section("options");
        given.entries()
                .forEach((option, value) -> text(value, secretNames.contains(option))
                        .ifPresent(text -> {
                            if (options.putIfAbsent(option, text) != null) {
                                value.wrong("is set by tolerance already: remove one of the two");
                            }
                            if (option.equals("learn_until")) {
                                doubtLearning(value, text);
                            }
                        }));
    }

    /** A moment that cannot be read is refused when the endpoint is built. */
    private void doubtLearning(Value value, String text) {
        try {
            Duration left = Duration.between(
                    Instant.ofEpochMilli(reading.nowMillis()),
                    OffsetDateTime.parse(text).toInstant());
            if (left.isNegative()) {
                value.doubtful("is over, so the endpoint learns no secret any more; that is right once it has learnt"
                        + " its own");
            } else if (left.compareTo(LONGEST_LEARNING) > 0) {
                value.doubtful("is more than " + LONGEST_LEARNING.toDays() + " days away, and until then whoever comes"
                        + " first teaches the endpoint its secret: give a moment soon after you subscribe");
            }
        } catch (DateTimeException e) {
            value.wrong("is \"" + text + "\": give a date, a time and a zone, as in 2026-03-01T12:00:00Z");
        }
    }

    private static Optional<String> text(Value value, boolean secret) {
        return secret ? value.secret().map(Secret::reveal) : value.as(Kinds.TEXT);
    }

    private void readNames() {
        places("delivery_id", builder::deliveryId);
        places("event_id", builder::eventId);
        places("event_type", builder::eventType);
        section.get("events").ifPresent(value -> {
            if (value.isText("nothing")) {
                builder.oneEventPerDelivery();
            } else {
                value.asSentence(EndpointReader::array).ifPresent(array -> tell(value, () -> array.accept(builder)));
            }
        });
        section.get("dedupe_by").ifPresent(value -> {
            if (value.isText("nothing")) {
                builder.withoutDedupe();
                return;
            }
            List<From> places = places(value);
            if (!places.isEmpty()) {
                From[] more = places.subList(1, places.size()).toArray(From[]::new);
                tell(value, () -> builder.dedupeBy(places.get(0), more));
            }
        });
    }

    /** The array in words such as {@code json /events} or {@code form events json}. */
    private static Consumer<EndpointBuilder> array(String words) {
        Matcher array = ARRAY.matcher(words);
        if (!array.matches()) {
            throw new IllegalArgumentException("\"" + words
                    + "\" names no array: write json /POINTER, json when the body itself is the array, form FIELD json or"
                    + " form FIELD json /POINTER when it is in a field of a form, or nothing");
        }
        String pointer = Optional.ofNullable(array.group("pointer")).orElse("");
        return Optional.ofNullable(array.group("field"))
                .<Consumer<EndpointBuilder>>map(field -> builder -> builder.eventsInForm(field, pointer))
                .orElse(builder -> builder.events(pointer));
    }

    private void places(String setting, Consumer<From[]> use) {
        section.get(setting)
                .ifPresent(value -> tell(value, () -> use.accept(places(value).toArray(From[]::new))));
    }

    private static List<From> places(Value value) {
        List<From> places = new ArrayList<>();
        for (Value item : value.items()) {
            item.asSentence(From::parse).ifPresent(places::add);
        }
        return places;
    }

    private void readLimits() {
        section.get("max_body")
                .flatMap(value -> value.as(Kinds.size(1, MAX_BODY)))
                .ifPresent(size -> builder.maxBodyBytes(size.intValue()));
        section.get("methods").ifPresent(value -> {
            List<String> methods = new ArrayList<>();
            value.items().forEach(item -> item.as(Kinds.TEXT).ifPresent(methods::add));
            tell(value, () -> builder.methods(methods.toArray(String[]::new)));
        });
        if (!section.get("enabled", Kinds.BOOLEAN, true)) {
            builder.disabled();
        }
        Section refused = section.section("refused");
        RefusedQuota usual = RefusedQuota.DEFAULT;
        builder.refusedQuota(new RefusedQuota(
                refused.get("burst", Kinds.integer(1, 1_000_000_000), usual.burst()),
                refused.get("per_second", Kinds.integer(0, 1_000_000), usual.perSecond()),
                refused.get("bytes_per_day", Kinds.size(0, 1L << 50), usual.bytesPerDay()),
                refused.get("body", Kinds.size(0, MAX_BODY), (long) usual.bodyBytes())
                        .intValue()));
        refused.end();
    }

    /** Tries each secret by itself, so that what is wrong with one is said where it stands. */
    private void compile(Recipe recipe) {
        for (Map.Entry<Value, String> secret : secrets.entrySet()) {
            List<String> one = List.of(secret.getValue());
            refusal(recipe, one, options).ifPresent(message -> {
                if (!message.startsWith("option ")
                        && refusal(recipe, one, Map.of()).isPresent()) {
                    secret.getKey().wrong(message);
                } else {
                    section.wrong(
                            options.containsKey("tolerance_s")
                                            && section.get("options").isEmpty()
                                    ? "tolerance"
                                    : "options",
                            message);
                }
            });
        }
    }

    private static Optional<String> refusal(Recipe recipe, List<String> secrets, Map<String, String> options) {
        try {
            recipe.verifier(secrets, options);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Endpoint> build(Recipe recipe) {
        try {
            options.forEach(builder::option);
            Endpoint endpoint = builder.recipe(recipe)
                    .secrets(List.copyOf(secrets.values()))
                    .trustedProxies(proxies)
                    .retiredSecrets(retired)
                    .build();
            endpoint.recipe().warnings().forEach(section::doubtful);
            if (recipe.signsUrl() && !options.containsKey("url") && proxies.isEmpty()) {
                section.doubtful("signs the public URL, which is taken to be http:// and the Host header: set url under"
                        + " options, or trusted_proxies");
            }
            if (Long.parseLong(options.getOrDefault("tolerance_s", "0"))
                    > Duration.ofDays(1).toSeconds()) {
                section.doubtful(
                        "tolerance_s is more than a day, so a captured request can be sent again for that long");
            }
            if (!recipe.verifies()) {
                section.doubtful("is unverified: whoever knows the address can make events here");
            }
            return Optional.of(endpoint);
        } catch (IllegalArgumentException e) {
            section.wrong(withoutName(e));
            return Optional.empty();
        }
    }

    private void tell(Value value, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            value.wrong(withoutName(e));
        }
    }

    /** The path of the setting names the endpoint already. */
    private String withoutName(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = "endpoint \"" + name + "\": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
