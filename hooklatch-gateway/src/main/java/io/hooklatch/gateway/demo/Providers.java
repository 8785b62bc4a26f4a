package io.hooklatch.gateway.demo;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The providers of the demo, each with a secret made for this run. */
final class Providers {
    private static final int SECRET_BYTES = 24;

    private Providers() {}

    /** @param random for the secrets */
    static List<DemoProvider> all(Random random) {
        Supplier<String> text = () -> HexFormat.of().formatHex(bytes(random));
        Supplier<String> prefixed = () -> "whsec_" + Base64.getEncoder().encodeToString(bytes(random));
        Recipe acme = Recipe.hmacSha256()
                .named("acme")
                .header("x-acme-signature")
                .prefix("sha256=")
                .deliveryId(header("x-acme-delivery-id"))
                .eventId(header("x-acme-event-id"))
                .eventType(json("/type"))
                .build();
        Recipe token = Recipe.sharedToken("x-tools-token")
                .named("tools")
                .eventId(json("/id"))
                .eventType(json("/type"))
                .build();
        return List.of(
                provider("stripe", known("stripe"), false, text),
                provider("github", known("github"), false, text),
                provider("standard-webhooks", known("standard-webhooks"), false, prefixed),
                provider("knock", known("knock"), false, text),
                provider("acme", acme, false, text),
                provider("tools", token, true, text));
    }

    private static DemoProvider provider(String name, Recipe recipe, boolean token, Supplier<String> secrets) {
        return new DemoProvider(name, recipe, token, secrets.get(), secrets.get());
    }

    private static Recipe known(String provider) {
        return Catalogue.standard()
                .find(provider)
                .orElseThrow(() -> new IllegalStateException("the catalogue lacks " + provider));
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
