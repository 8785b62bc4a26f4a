package io.hooklatch.bench.verify;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.FixtureRunner;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.ProviderFiles;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A recipe, and a request that it accepts: one of 1 KB that it signed, or for the other families the one of its valid
 * fixture.
 */
public enum Candidate {
    /** Of the catalogue. */
    STRIPE("stripe", "whsec_c29tZXRoaW5nIHRoYXQgbm9ib2R5IGd1ZXNzZXM"),
    /** Of the catalogue. */
    GITHUB("github", "a secret of some length, as people choose it"),
    /** Of the catalogue. */
    STANDARD_WEBHOOKS("standard-webhooks", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    /** Of the catalogue. */
    KNOCK("knock", "a secret of some length, as people choose it"),
    /** HMAC-SHA256 over the body, in a header. */
    GENERIC_HMAC("hmac", "a secret of some length, as people choose it"),
    /** A secret shown in a header. */
    SHARED_TOKEN("token", "a-token-of-some-length-that-nobody-guesses"),
    /** A user and a password. */
    BASIC_AUTH("basic-auth"),
    /** Ed25519. */
    DISCORD("discord"),
    /** ECDSA. */
    SENDGRID("sendgrid"),
    /** A JSON Web Token under a shared secret. */
    NETLIFY("netlify"),
    /** A JSON Web Token under a public key. */
    PLAID("plaid"),
    /** The URL and form fields. */
    TWILIO("twilio"),
    /** Fields of the body. */
    ADYEN("adyen"),
    /** A digest that is no MAC. */
    CLOUDINARY("cloudinary");

    private static final long NOW = 1_763_683_200_000L;
    private static final String EVENT_ID = "evt_1Nv0FGQ9RKHgCVdK4ZWPGfCR";
    private static final String START = "{\"id\":\"" + EVENT_ID + "\",\"object\":\"event\",\"text\":\"";
    private static final String END = "\",\"type\":\"payment_intent.succeeded\"}";

    private final String provider;
    private final String secret;

    Candidate(String provider, String secret) {
        this.provider = provider;
        this.secret = secret;
    }

    Candidate(String provider) {
        this(provider, "");
    }

    /** The fixture that it takes its request from; absent for those that sign their own. */
    private Optional<Fixture> fixture() {
        if (!secret.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream archive = Objects.requireNonNull(Gateway.class.getResourceAsStream("providers.zip"))) {
            FixtureRunner files = new FixtureRunner(ProviderFiles.packed(archive));
            return Optional.of(Objects.requireNonNull(files.fixtures(provider).get("valid")));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the fixtures of " + provider, e);
        }
    }

    private Recipe recipe() {
        return switch (this) {
            case GENERIC_HMAC ->
                Recipe.hmacSha256()
                        .header("x-acme-signature")
                        .prefix("sha256=")
                        .eventId(From.json("/id"))
                        .eventType(From.json("/type"))
                        .build();
            case SHARED_TOKEN ->
                Recipe.sharedToken("x-acme-token")
                        .eventId(From.json("/id"))
                        .eventType(From.json("/type"))
                        .build();
            default -> Catalogue.standard().find(provider).orElseThrow();
        };
    }

    /** The verifier with its secret. */
    public Verifier verifier() {
        return fixture()
                .map(fixture -> recipe().verifier(fixture.secrets(), fixture.options()))
                .orElseGet(() -> recipe().verifier(List.of(secret), Map.of()));
    }

    /** A request that the verifier accepts at {@link #now()}. */
    public Request request() {
        return fixture().map(Fixture::request).orElseGet(this::signed);
    }

    private Request signed() {
        String body = START + "x".repeat(1024 - START.length() - END.length()) + END;
        Headers headers = Headers.of(
                "host", "hooks.example.com",
                "user-agent", "Sender/1.0",
                "accept", "*/*",
                "content-type", "application/json",
                "content-length", "1024");
        Request unsigned = Request.post("/webhooks/x", headers, body.getBytes(StandardCharsets.US_ASCII));
        Names names = new Names(Optional.of("d-1"), Optional.of(EVENT_ID), Optional.of("payment_intent.succeeded"));
        return recipe().signer(secret, Map.of()).sign(unsigned, names, NOW);
    }

    /** When it was signed, in milliseconds since the epoch. */
    public long now() {
        return fixture().map(Fixture::nowMillis).orElse(NOW);
    }
}
