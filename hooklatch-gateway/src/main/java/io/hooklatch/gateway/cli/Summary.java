package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.Table;
import io.hooklatch.gateway.config.DestinationConfig;
import io.hooklatch.gateway.config.DestinationConfig.Target;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.config.RouteConfig;
import io.hooklatch.receive.Endpoint;
import io.hooklatch.recipe.Recipe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A configuration in a few lines. */
final class Summary {
    private final GatewayConfig config;

    Summary(GatewayConfig config) {
        this.config = config;
    }

    void print(PrintWriter out) {
        out.println("inbox      " + config.store().describe());
        out.println("listen     " + config.listen());
        out.println("admin      " + config.admin().listen());
        out.println();
        Table endpoints = new Table("ENDPOINT", "PATH", "VERIFIED BY", "ONE EVENT BY", "GOES TO");
        config.endpoints().forEach(endpoint -> endpoints.row(row(endpoint)));
        endpoints.print(out);
        if (!config.destinations().isEmpty()) {
            out.println();
            Table destinations = new Table("DESTINATION", "WHERE", "ATTEMPTS", "AT ONCE");
            config.destinations().forEach(destination -> destinations.row(row(destination)));
            destinations.print(out);
        }
    }

    private List<String> row(Endpoint endpoint) {
        Recipe recipe = endpoint.recipe();
        String tier = recipe.tier().name().toLowerCase(Locale.ROOT);
        return List.of(
                endpoint.name() + (endpoint.enabled() ? "" : " (disabled)"),
                endpoint.path().orElse("-"),
                recipe.verifies() ? recipe.id() + " (" + tier + ")" : "nothing, UNVERIFIED",
                recipe.dedupesBy(),
                routes(endpoint.name()));
    }

    private String routes(String endpoint) {
        List<String> found = new ArrayList<>();
        for (RouteConfig route : config.routes()) {
            if (route.endpoints().contains(endpoint)) {
                String types = route.types().isEmpty() ? "" : " (" + String.join(", ", route.types()) + ")";
                route.destinations().forEach(destination -> found.add(destination + types));
            }
        }
        return found.isEmpty() ? "nowhere: unrouted" : String.join(", ", found);
    }

    private static List<String> row(DestinationConfig destination) {
        String where = destination.target() instanceof Target.Http http
                ? http.settings().origin()
                : "log";
        return List.of(
                destination.name(),
                where,
                Integer.toString(destination.policy().attempts()),
                Integer.toString(destination.policy().concurrency()));
    }
}
