package io.hooklatch.gateway.admin.api;

import io.hooklatch.Hooklatch;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked. A test compares it with the document. */
final class Routes {
    private Routes() {}

    static List<Route> of(ApiSettings settings, Hooklatch inbox) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ServiceRoutes(inbox, () -> 0, settings.version(), settings.clock()).routes());
        routes.addAll(new SetupRoutes(inbox.endpoints(), settings.handlers(), inbox.reader()).routes());
        routes.addAll(new ReadRoutes(inbox.reader()).routes());
        return List.copyOf(routes);
    }
}
