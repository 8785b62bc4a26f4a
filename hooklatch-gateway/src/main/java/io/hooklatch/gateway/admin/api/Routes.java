package io.hooklatch.gateway.admin.api;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.admin.stream.Streams;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked. A test compares it with the document. */
final class Routes {
    private Routes() {}

    static List<Route> of(ApiSettings settings, Hooklatch inbox, Streams streams) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ServiceRoutes(inbox, streams::count, settings.version(), settings.clock()).routes());
        routes.addAll(new SetupRoutes(inbox.endpoints(), settings.handlers(), inbox.reader()).routes());
        routes.addAll(new ReadRoutes(inbox.reader()).routes());
        routes.addAll(new StreamRoutes(streams).routes());
        return List.copyOf(routes);
    }
}
