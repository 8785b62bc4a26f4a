package io.hooklatch.gateway.docs;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.GatewayRig;
import io.hooklatch.gateway.Heard;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.message.Actor;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Pause;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.store.EventQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A gateway with an endpoint of Stripe and a shop behind it, and somebody who types what the page says. */
final class NightRig implements AutoCloseable {
    static final String SECRET = "whsec_canary-of-the-operations-page";
    private static final String LOCAL = "admin: {listen: \"127.0.0.1:0\", allow_local_without_key: true}\n";

    private final Path directory;
    private final Heard heard = new Heard();
    private String secret = SECRET;
    private int concurrency = 8;
    private String more = "";
    private Optional<Gateway> running = Optional.empty();

    final Shop shop = new Shop();
    final Typist operator;

    /** @param section of the page that is typed */
    NightRig(Path directory, String section) throws IOException {
        this.directory = directory;
        operator = new Typist(section)
                .with("HOOKLATCH_SECRET", SECRET)
                .reads("hooklatch.yaml", directory.resolve("hooklatch.yaml").toString());
    }

    /** The secret of the endpoint, from the next start on. */
    NightRig secret(String other) {
        secret = other;
        return this;
    }

    /** How many requests the shop gets at once, from the next start on. */
    NightRig concurrency(int most) {
        concurrency = most;
        return this;
    }

    /** Further settings, in whole lines, from the next start on. */
    NightRig settings(String lines) {
        more = lines;
        return this;
    }

    /** Writes the configuration, as the operator sees it, and reads it. */
    GatewayConfig configure() {
        operator.with("STRIPE_SECRET", secret);
        return GatewayRig.config(directory, Map.of("STRIPE_SECRET", secret), LOCAL, more + yaml());
    }

    NightRig start() throws IOException {
        stop();
        Gateway started = Gateway.start(configure(), heard);
        running = Optional.of(started);
        operator.with("HOOKLATCH_URL", "http://127.0.0.1:" + started.adminPort())
                .reads("http://127.0.0.1:8080", "http://127.0.0.1:" + started.port());
        return this;
    }

    void stop() {
        running.ifPresent(Gateway::close);
        running = Optional.empty();
    }

    private Gateway gateway() {
        return running.orElseThrow();
    }

    private String yaml() {
        return """
                endpoints:
                  stripe:
                    provider: stripe
                    secrets: ${STRIPE_SECRET}
                destinations:
                  shop:
                    type: http
                    url: "URL/"
                    allow_private: true
                    concurrency: CONCURRENCY
                    retry: {attempts: 2, base: 5ms}
                  ledger: {type: log}
                routes:
                  - {endpoint: stripe, to: shop}
                  - {endpoint: stripe, types: invoice.voided, to: ledger}
                """.replace("URL", shop.url()).replace("CONCURRENCY", Integer.toString(concurrency));
    }

    /** A request that Stripe sends for an event of this id and type. */
    static Request signed(String id, String type) {
        return Catalogue.standard()
                .find("stripe")
                .orElseThrow()
                .signer(SECRET, Map.of())
                .sign(
                        Request.post(
                                "/webhooks/stripe",
                                Headers.none(),
                                "{\"id\":\"" + id + "\",\"type\":\"" + type + "\"}"),
                        Names.none(),
                        InstantSource.system().millis());
    }

    /** Delivers it; the status of the answer. */
    int deliver(String id) {
        return deliver(id, "invoice.paid");
    }

    int deliver(String id, String type) {
        return gateway().inbox().receive(signed(id, type)).status();
    }

    /** The id of the event that Stripe calls so. */
    String event(String stripesId) {
        return gateway().inbox().reader().events(EventQuery.all().providerEventId(stripesId)).items().stream()
                .map(event -> event.id().toString())
                .findFirst()
                .orElseThrow();
    }

    /** Bob did it and went home. */
    void pausedByBob(Pause.Kind kind, String name, String why) {
        gateway().inbox().operations().pause(kind, name, new Actor("bob", "cli"), why);
    }

    /** Waits until so many dispatches stand so. */
    void await(DispatchState state, long count) {
        await(open -> open.getOrDefault(state, 0L) == count);
    }

    /** Waits until some dispatch stands so. */
    void awaitAny(DispatchState state) {
        await(open -> open.getOrDefault(state, 0L) > 0);
    }

    /** Waits until nothing is on its way any more. */
    void awaitEnds() {
        await(open -> Stream.of(DispatchState.QUEUED, DispatchState.RUNNING, DispatchState.RETRYING)
                .allMatch(state -> open.getOrDefault(state, 0L) == 0));
    }

    private void await(Predicate<Map<DispatchState, Long>> wanted) {
        heard.await(gateway().inbox().reader()::openDispatches, wanted);
    }

    /** Waits until the cause of one more refusal was looked for; which delivery, where it was found. */
    Optional<DeliveryId> awaitDiagnosis() {
        return heard.diagnosis();
    }

    @Override
    public void close() {
        stop();
        shop.close();
    }
}
