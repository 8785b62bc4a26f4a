package io.hooklatch.receive;

import io.hooklatch.diagnosis.Setup;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Provider;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.RecipeBuilder;
import io.hooklatch.recipe.TrustedProxies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes an endpoint. What cannot be meant is refused when it is built, naming the setting, the value and the conflict,
 * and never showing a secret. Not thread-safe.
 */
public final class EndpointBuilder {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^?#]]*");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final int DEFAULT_MAX_BODY = 1 << 20;

    private final String name;
    private final List<UnaryOperator<Recipe>> changes = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> retiredSecrets = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private Optional<String> path = Optional.empty();
    private Set<String> methods = new LinkedHashSet<>(List.of("POST"));
    private @Nullable Recipe recipe;
    private String verification = "";
    private int maxBodyBytes = DEFAULT_MAX_BODY;
    private boolean enabled = true;
    private RefusedQuota refusedQuota = RefusedQuota.DEFAULT;
    private OrderRule order = OrderRule.NONE;
    private TrustedProxies proxies = TrustedProxies.none();

    EndpointBuilder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("endpoint name \"" + name
                    + "\": use 1 to 64 of a-z, 0-9, dot, hyphen and underscore, starting with a letter or digit");
        }
        this.name = name;
    }

    /** Receives at exactly this raw path, such as {@code /webhooks/stripe}; compared without decoding. */
    public EndpointBuilder path(String raw) {
        if (!PATH.matcher(raw).matches()) {
            throw refuse("path", raw, "it starts with / and holds neither query, fragment nor white space");
        }
        path = Optional.of(raw);
        return this;
    }

    /** Takes these methods; only POST unless said otherwise. */
    public EndpointBuilder methods(String... taken) {
        for (String method : taken) {
            if (!METHOD.matcher(method).matches()) {
                throw refuse("method", method, "methods are written in capitals, as POST or PUT");
            }
        }
        if (taken.length == 0) {
            throw refuse("methods", "none", "an endpoint takes at least one method");
        }
        methods = new LinkedHashSet<>(List.of(taken));
        return this;
    }

    /** Verifies as this provider of the catalogue signs. */
    public EndpointBuilder provider(String provider) {
        Catalogue catalogue = Catalogue.standard();
        Recipe found = catalogue
                .find(provider)
                .orElseThrow(() -> refuse(
                        "provider",
                        provider,
                        "the catalogue does not know it; nearest: " + String.join(", ", catalogue.nearest(provider))));
        return verification("provider " + provider, found);
    }

    /**
     * Verifies by this code.
     *
     * @throws IllegalArgumentException when its name is one of the catalogue's
     */
    public EndpointBuilder provider(Provider own) {
        try {
            return verification("provider " + own.name(), Recipe.of(own));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("endpoint \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /** Verifies by this recipe. */
    public EndpointBuilder recipe(Recipe own) {
        return verification("recipe " + own.name(), own);
    }

    /** Verifies by this recipe. */
    public EndpointBuilder recipe(RecipeBuilder<?> own) {
        return recipe(own.build());
    }

    /** Verifies nothing, knowingly: every delivery is accepted and says {@code UNVERIFIED} for ever. */
    public EndpointBuilder unverified() {
        return verification("unverified", Recipe.unverified().build());
    }

    private EndpointBuilder verification(String words, Recipe chosen) {
        if (recipe != null) {
            throw refuse("verification", words, "it is already set to " + verification);
        }
        verification = words;
        recipe = chosen;
        return this;
    }

    /** The live secrets, newest first; each is accepted. */
    public EndpointBuilder secrets(String... live) {
        return secrets(List.of(live));
    }

    /** The live secrets, newest first; each is accepted. */
    public EndpointBuilder secrets(List<String> live) {
        secrets.addAll(live);
        return this;
    }

    /**
     * Secrets that were live once. They accept nothing; a request that was signed with one is refused, and its diagnosis
     * says so.
     */
    public EndpointBuilder retiredSecrets(String... retired) {
        return retiredSecrets(List.of(retired));
    }

    /** As {@link #retiredSecrets(String...)}. */
    public EndpointBuilder retiredSecrets(List<String> retired) {
        retiredSecrets.addAll(retired);
        return this;
    }

    /** An option of the recipe, such as {@code tolerance_s}. */
    public EndpointBuilder option(String option, String value) {
        if (options.putIfAbsent(option, value) != null) {
            // Without the values, which may be secrets.
            throw new IllegalArgumentException("endpoint \"" + name + "\": option " + option + " is set twice");
        }
        return this;
    }

    /**
     * Believes what these proxies say in {@code Forwarded} and {@code X-Forwarded-*} about the public URL, where the sender
     * signs it and the option {@code url} is not set. Nobody is believed without this.
     */
    public EndpointBuilder trustedProxies(TrustedProxies trusted) {
        proxies = trusted;
        return this;
    }

    /** How far the signed time may be from the time of receipt, in either direction; whole seconds. */
    public EndpointBuilder tolerance(Duration tolerance) {
        if (tolerance.isNegative() || tolerance.getSeconds() < 1 || tolerance.getNano() != 0) {
            throw refuse("tolerance", tolerance.toString(), "it is a whole number of seconds, at least 1");
        }
        return option("tolerance_s", Long.toString(tolerance.getSeconds()));
    }

    /** Takes the provider's delivery id from the first of these places, rather than where the recipe says. */
    public EndpointBuilder deliveryId(From... places) {
        changes.add(r -> r.withDeliveryId(places));
        return this;
    }

    /** Takes the provider's event id from the first of these places, rather than where the recipe says. */
    public EndpointBuilder eventId(From... places) {
        changes.add(r -> r.withEventId(places));
        return this;
    }

    /** Takes the event type from the first of these places, rather than where the recipe says. */
    public EndpointBuilder eventType(From... places) {
        changes.add(r -> r.withEventType(places));
        return this;
    }

    /**
     * Takes the elements of the array at this JSON pointer as the events, rather than what the recipe says; an empty
     * pointer is the body itself. The places of event id, event type and key are then looked for in each element.
     *
     * @throws IllegalArgumentException when it is no pointer
     */
    public EndpointBuilder events(String pointer) {
        checkArray(pointer);
        changes.add(r -> r.withEvents(pointer));
        return this;
    }

    /**
     * As {@link #events}, for an array in the JSON document that a field of a form holds; an empty pointer is the document
     * itself.
     *
     * @throws IllegalArgumentException when the field has no name, or the pointer is none
     */
    public EndpointBuilder eventsInForm(String field, String pointer) {
        From.form(field);
        checkArray(pointer);
        changes.add(r -> r.withEventsInForm(field, pointer));
        return this;
    }

    private static void checkArray(String pointer) {
        if (!pointer.isEmpty()) {
            From.json(pointer);
        }
    }

    /** Takes every delivery as one event, although the recipe may name an array of events. */
    public EndpointBuilder oneEventPerDelivery() {
        changes.add(Recipe::withoutEvents);
        return this;
    }

    /** Deliveries with the same values in all these places are one event, rather than by the recipe's rule. */
    public EndpointBuilder dedupeBy(From first, From... more) {
        List<From> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        changes.add(r -> r.withDedupeBy(all.toArray(From[]::new)));
        return this;
    }

    /** Makes every accepted delivery an event of its own. */
    public EndpointBuilder withoutDedupe() {
        changes.add(Recipe::withDedupeBy);
        return this;
    }

    /**
     * Handles events with the same value at this place one after the other, in the order in which they were stored; each
     * handler for itself. One that is tried again, or dead, holds back those behind it, and no others: a dead one until an
     * operator queues it again or ignores it. What is replayed goes to the end. An event without a value there waits for
     * none.
     */
    public EndpointBuilder orderBy(From key) {
        if (order.key().isPresent()) {
            throw refuse(
                    "orderBy",
                    key.describe(),
                    "it is already set to " + order.key().get());
        }
        order = new OrderRule(Optional.of(key), order.guard());
        return this;
    }

    /**
     * Does not handle an event after a newer one about the same: it is {@code SUPERSEDED}, and says by which. What is
     * equally new is handled. An event without these values is handled always, and one that an operator replays is too.
     *
     * <p>What counts is what a handler has handled, not what it is at. So that it is never at two of them at once, order
     * them by the same place as well.
     *
     * @param entity what an event is about, such as {@code json("/data/id")}
     * @param recency how new what it tells is, such as {@code version(json("/data/version"))}
     */
    public EndpointBuilder supersede(From entity, Recency recency) {
        if (order.guard().isPresent()) {
            throw refuse("supersede", entity.describe(), "it is already set");
        }
        order = new OrderRule(order.key(), Optional.of(new OrderRule.Guard(entity, recency)));
        return this;
    }

    /** The largest body it takes, in bytes; larger ones are answered 413 and kept as a stub. Default 1 MiB. */
    public EndpointBuilder maxBodyBytes(int bytes) {
        if (bytes < 1) {
            throw refuse("maxBodyBytes", Integer.toString(bytes), "it must be at least 1");
        }
        maxBodyBytes = bytes;
        return this;
    }

    /** Takes nothing for now: senders are answered 503 and retry. */
    public EndpointBuilder disabled() {
        enabled = false;
        return this;
    }

    /** How much of what is refused is kept. */
    public EndpointBuilder refusedQuota(RefusedQuota quota) {
        refusedQuota = quota;
        return this;
    }

    /**
     * The endpoint.
     *
     * @throws IllegalArgumentException when something is missing or does not fit together
     */
    public Endpoint build() {
        if (recipe == null) {
            throw new IllegalArgumentException("endpoint \"" + name
                    + "\": verification is not set; say provider(..), recipe(..), or unverified() if you mean it");
        }
        Recipe changed = recipe;
        for (UnaryOperator<Recipe> change : changes) {
            changed = change.apply(changed);
        }
        if (!changed.verifies() && !secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "endpoint \"" + name + "\": secrets are set but it is unverified(); drop one of them");
        }
        for (String retired : retiredSecrets) {
            if (secrets.contains(retired)) {
                throw new IllegalArgumentException("endpoint \"" + name + "\": retired secret "
                        + (retiredSecrets.indexOf(retired) + 1)
                        + " is live as well; take it out of one of the two lists");
            }
        }
        try {
            return compiled(changed, secrets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("endpoint \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private Endpoint compiled(Recipe changed, List<String> with) {
        return new Endpoint(
                name,
                path,
                Collections.unmodifiableSet(new LinkedHashSet<>(methods)),
                changed,
                changed.verifier(with, options, proxies),
                changed.handshakes(with, options),
                learnt -> compiled(changed, learnt),
                maxBodyBytes,
                enabled,
                refusedQuota,
                new Setup(name, changed, secrets, retiredSecrets, options),
                order);
    }

    private IllegalArgumentException refuse(String setting, String value, String why) {
        return new IllegalArgumentException("endpoint \"" + name + "\": " + setting + " \"" + value + "\": " + why);
    }
}
