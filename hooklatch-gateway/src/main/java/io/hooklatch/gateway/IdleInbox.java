package io.hooklatch.gateway;

import io.hooklatch.Hooklatch;
import io.hooklatch.HooklatchBuilder;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.render.HandlerInfo;
import io.hooklatch.gateway.store.OpenStore;
import java.util.List;
import java.util.Optional;

/** The inbox of a gateway that does not run, for operators: nothing is received, nothing is sent. */
public final class IdleInbox {
    private IdleInbox() {}

    /** What operators are told of the handlers that the gateway would have, in the order of the configuration. */
    public static List<HandlerInfo> handlers(GatewayConfig config) {
        return Routes.describe(config);
    }

    /**
     * Opens it with the endpoints and handlers that the gateway would have.
     *
     * @param config without it nothing can be replayed or verified again
     * @param opened its store, which is closed with the inbox, or when it cannot be opened
     */
    public static Hooklatch open(Optional<GatewayConfig> config, OpenStore opened) {
        HooklatchBuilder builder = Hooklatch.builder().store(opened.store());
        config.ifPresent(known -> {
            known.endpoints().forEach(builder::endpoint);
            Routes.name(known, builder);
        });
        return builder.startIdle();
    }
}
