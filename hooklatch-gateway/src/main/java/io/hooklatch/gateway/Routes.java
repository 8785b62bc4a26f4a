package io.hooklatch.gateway;

import io.hooklatch.HooklatchBuilder;
import io.hooklatch.gateway.config.DestinationConfig;
import io.hooklatch.gateway.config.DestinationConfig.Target;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.RouteConfig;
import io.hooklatch.gateway.destination.Destination;
import io.hooklatch.gateway.destination.HttpDestination;
import io.hooklatch.gateway.destination.LogDestination;
import io.hooklatch.gateway.net.HostResolver;
import io.hooklatch.gateway.render.HandlerInfo;
import io.hooklatch.work.Selector;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes every destination that a route leads to a handler of the inbox, under its own name. */
final class Routes implements AutoCloseable {
    private final GatewayConfig config;
    private final Vertx vertx;
    private final Parts destinations = new Parts();

    Routes(GatewayConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /** What operators are told of the handlers that {@link #register} makes. */
    static List<HandlerInfo> describe(GatewayConfig config) {
        List<HandlerInfo> handlers = new ArrayList<>();
        for (DestinationConfig destination : config.destinations()) {
            selector(config, destination.name())
                    .ifPresent(selector -> handlers.add(new HandlerInfo(
                            destination.name(),
                            destination.target() instanceof Target.Http ? "http" : "log",
                            destination.target() instanceof Target.Http target
                                    ? Optional.of(target.settings().origin())
                                    : Optional.empty(),
                            selector.toString(),
                            destination.policy())));
        }
        return handlers;
    }

    void register(HooklatchBuilder inbox) {
        for (DestinationConfig destination : config.destinations()) {
            selector(config, destination.name()).ifPresent(selector -> {
                Destination opened = destinations.add(open(destination.target()));
                inbox.asyncHandler(destination.name(), selector, destination.policy(), opened::send);
            });
        }
    }

    /** The same handlers, for an inbox that calls none of them. */
    static void name(GatewayConfig config, HooklatchBuilder inbox) {
        for (DestinationConfig destination : config.destinations()) {
            selector(config, destination.name())
                    .ifPresent(selector -> inbox.asyncHandler(
                            destination.name(),
                            selector,
                            destination.policy(),
                            event -> CompletableFuture.failedStage(
                                    new IllegalStateException("this process sends nothing"))));
        }
    }

    /** What all routes to a destination select together; empty when none leads to it. */
    private static Optional<Selector> selector(GatewayConfig config, String destination) {
        return config.routes().stream()
                .filter(route -> route.destinations().contains(destination))
                .map(Routes::selector)
                .reduce(Selector::or);
    }

    private static Selector selector(RouteConfig route) {
        return Selector.on(route.endpoints().toArray(String[]::new))
                .type(route.types().toArray(String[]::new));
    }

    private Destination open(Target target) {
        if (target instanceof Target.Http http) {
            return new HttpDestination(http.settings(), vertx, HostResolver.system(), InstantSource.system());
        }
        return new LogDestination(((Target.Log) target).body());
    }

    @Override
    public void close() {
        destinations.close();
    }
}
