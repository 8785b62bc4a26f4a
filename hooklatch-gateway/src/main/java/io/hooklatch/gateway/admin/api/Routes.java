package io.hooklatch.gateway.admin.api;

import io.hooklatch.Hooklatch;
import io.hooklatch.gateway.admin.api.act.OperationRoutes;
import io.hooklatch.gateway.admin.api.act.SecretRoutes;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.keep.BackupRoutes;
import io.hooklatch.gateway.admin.api.keep.ExportRoutes;
import io.hooklatch.gateway.admin.api.keep.RetentionRoutes;
import io.hooklatch.gateway.admin.api.keep.VerifyRoutes;
import io.hooklatch.gateway.admin.api.read.ReadRoutes;
import io.hooklatch.gateway.admin.api.read.SetupRoutes;
import io.hooklatch.gateway.admin.api.read.StreamRoutes;
import io.hooklatch.gateway.admin.stream.Streams;
import io.hooklatch.operate.Operations;
import io.hooklatch.store.OperationReader;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be asked. A test compares it with the document. */
final class Routes {
    private Routes() {}

    static List<Route> of(ApiSettings settings, Hooklatch inbox, Streams streams) {
        Operations operations = inbox.operations();
        OperationReader reader = operations.reader();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ServiceRoutes(inbox, streams::count, settings.version(), settings.clock()).routes());
        routes.addAll(new SetupRoutes(inbox.endpoints(), settings.handlers(), reader).routes());
        routes.addAll(new ReadRoutes(reader).routes());
        routes.addAll(new OperationRoutes(operations).routes());
        routes.addAll(new StreamRoutes(streams).routes());
        routes.addAll(new RetentionRoutes(inbox).routes());
        routes.addAll(new BackupRoutes(inbox, settings.backups(), settings.clock()).routes());
        routes.addAll(new VerifyRoutes(inbox, settings.clock()).routes());
        routes.addAll(new ExportRoutes(inbox).routes());
        routes.addAll(new SecretRoutes(inbox).routes());
        return List.copyOf(routes);
    }
}
