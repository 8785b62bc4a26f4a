package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the claims of a token, and the times about it, have to say. */
final class ClaimRules {
    private final String provider;
    private final JwsRule rule;
    private final JwsSettings settings;

    ClaimRules(String provider, JwsRule rule, JwsSettings settings) {
        this.provider = provider;
        this.rule = rule;
        this.settings = settings;
    }

    /** The times, which are looked at before the signature: a stale request is called stale, whatever else is wrong. */
    void time(Request request, Token token, Map<String, Object> claims, long nowMillis) throws Refusal {
        if (rule.time().isPresent()) {
            settings.clock.check(sent(rule.time().get(), request, token, claims), nowMillis);
        }
        Optional<Long> expires = seconds(claims, "exp");
        if (expires.isEmpty() && rule.requiresExpiry()) {
            throw new Refusal(Reason.MISSING_TIMESTAMP, "missing timestamp: no claim exp");
        }
        long now = Math.floorDiv(nowMillis, 1000L);
        if (expires.isPresent() && now - expires.get() > rule.leewaySeconds()) {
            throw new Refusal(
                    Reason.TIMESTAMP_OUTSIDE_TOLERANCE,
                    "timestamp outside tolerance: expired " + (now - expires.get()) + " s ago, " + rule.leewaySeconds()
                            + " s allowed");
        }
        Optional<Long> begins = seconds(claims, "nbf");
        if (begins.isPresent() && begins.get() - now > rule.leewaySeconds()) {
            throw new Refusal(
                    Reason.TIMESTAMP_OUTSIDE_TOLERANCE,
                    "timestamp outside tolerance: valid in " + (begins.get() - now) + " s only, " + rule.leewaySeconds()
                            + " s allowed");
        }
    }

    private static String sent(String place, Request request, Token token, Map<String, Object> claims) throws Refusal {
        Optional<String> text;
        if (place.startsWith("claim ")) {
            text = Json.at(claims, place.substring("claim ".length()));
        } else if (place.startsWith("protected ")) {
            Object value = token.header().getCustomParam(place.substring("protected ".length()));
            text = value == null ? Optional.empty() : Optional.of(value.toString());
        } else {
            text = From.parse(place).read(request);
        }
        return text.orElseThrow(() -> new Refusal(
                Reason.MISSING_TIMESTAMP,
                "missing timestamp"
                        + (place.startsWith("header ") ? " header: " + place.substring(7) : ": no " + place)));
    }

    private static Optional<Long> seconds(Map<String, Object> claims, String name) throws Refusal {
        if (!claims.containsKey(name)) {
            return Optional.empty();
        }
        Object value = claims.get(name);
        if (!(value instanceof Number number) || Math.abs(number.doubleValue()) > 1e12) {
            throw new Refusal(Reason.MALFORMED_TIMESTAMP, "malformed timestamp: claim " + name + " is no time");
        }
        return Optional.of((long) Math.floor(number.doubleValue()));
    }

    /** The rest, once the signature fits. */
    void check(Request request, Map<String, Object> claims) throws Refusal {
        same(claims, "iss", settings.issuer);
        same(claims, "email", settings.email);
        if (settings.email.isPresent() && !Boolean.TRUE.equals(claims.get("email_verified"))) {
            throw Refusal.mismatch(provider, "claim email_verified is not true");
        }
        if (settings.audience.isPresent()) {
            Object said = claims.get("aud");
            List<?> all = said instanceof List<?> several ? several : said == null ? List.of() : List.of(said);
            if (!all.contains(settings.audience.get())) {
                throw Refusal.mismatch(provider, "claim aud is not the audience that is configured");
            }
        }
        for (Map.Entry<String, List<String>> pair : rule.equal().entrySet()) {
            Optional<String> said = pair.getValue().stream()
                    .flatMap(pointer -> Json.at(claims, pointer).stream())
                    .findFirst();
            if (!said.equals(Optional.of(settings.option(pair.getKey())))) {
                throw Refusal.mismatch(provider, "it is not for the " + pair.getKey() + " that is configured");
            }
        }
        for (Binding bind : rule.binds()) {
            if ((bind.needed() || !bind.to().startsWith("url") || settings.url.isPresent())
                    && !bind.holds(claims, request, settings.url)) {
                throw Refusal.mismatch(
                        provider, "claim " + bind.claim().substring(1) + " is not that of the " + what(bind.to()));
            }
        }
    }

    private static String what(String to) {
        return to.startsWith("body") ? "body" : to.startsWith("url") ? "URL" : "path and query";
    }

    private void same(Map<String, Object> claims, String name, Optional<String> wanted) throws Refusal {
        if (wanted.isPresent() && !wanted.get().equals(claims.get(name))) {
            throw Refusal.mismatch(provider, "claim " + name + " is not the one that is expected");
        }
    }
}
