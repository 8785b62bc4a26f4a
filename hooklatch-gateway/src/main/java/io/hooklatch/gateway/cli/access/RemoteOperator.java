package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.secret.Secret;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An inbox behind the admin API of a running gateway. */
public final class RemoteOperator implements Operator {
    private final Api api;
    private Optional<String> role = Optional.empty();

    /**
     * @param url scheme, host and port of the gateway's admin port
     * @param key the API key, where one is needed
     */
    public RemoteOperator(URI url, Optional<Secret> key) {
        this.api = new Api(url, key);
    }

    @Override
    public String place() {
        return api.base().toString();
    }

    @Override
    public List<Doc> endpoints() throws CommandFailure {
        return api.get("/endpoints").docs("items");
    }

    @Override
    public List<Doc> handlers() throws CommandFailure {
        return api.get("/handlers").docs("items");
    }

    @Override
    public Listed list(Listing what, Filters filters) throws CommandFailure {
        return listed("/" + what.plural(), filters);
    }

    @Override
    public Optional<Doc> find(Listing what, String id) throws CommandFailure {
        return api.find("/" + what.plural() + "/" + Api.encoded(id));
    }

    @Override
    public Optional<byte[]> body(String deliveryId) throws CommandFailure {
        return mayReadBodies()
                ? Optional.of(api.getBytes("/deliveries/" + Api.encoded(deliveryId) + "/body"))
                : Optional.empty();
    }

    /** Asked for once, and before any body: the gateway logs what it refuses. */
    private boolean mayReadBodies() throws CommandFailure {
        if (role.isEmpty()) {
            role = api.get("/about").doc("caller").flatMap(caller -> caller.text("role"));
        }
        return !role.equals(Optional.of(Role.VIEWER.text()));
    }

    @Override
    public List<Doc> attempts(String dispatchId) throws CommandFailure {
        List<Doc> all = new ArrayList<>();
        Filters filters = Filters.none().with("dispatch_id", dispatchId);
        Optional<Filters> next = Optional.of(filters);
        while (next.isPresent()) {
            Listed page = listed("/attempts", next.get());
            all.addAll(page.items());
            next = page.next().map(filters::after);
        }
        Collections.reverse(all);
        return all;
    }

    @Override
    public Doc preview(Doc order) throws CommandFailure {
        return api.post("/operations/preview", order);
    }

    @Override
    public Doc start(Doc order) throws CommandFailure {
        return api.post("/operations", order);
    }

    @Override
    public Doc cancel(String operationId, String why) throws CommandFailure {
        return api.post("/operations/" + Api.encoded(operationId) + "/cancel", Doc.of(Map.of("reason", why)));
    }

    @Override
    public String left(String operationId) {
        return "The operation goes on without you: hooklatch audit watch " + operationId
                + " shows how far it is, hooklatch audit cancel " + operationId + " stops it.";
    }

    @Override
    public void live(String what) {
        // A gateway is.
    }

    @Override
    public Listed items(String operationId, Filters filters) throws CommandFailure {
        return listed("/operations/" + Api.encoded(operationId) + "/items", filters);
    }

    @Override
    public Doc pause(String kind, String name, String verb, String why) throws CommandFailure {
        return api.post("/" + kind + "s/" + Api.encoded(name) + "/" + verb, Doc.of(Map.of("reason", why)));
    }

    @Override
    public Doc stats() throws CommandFailure {
        return api.get("/stats");
    }

    @Override
    public InputStream stream(Map<String, String> query) throws CommandFailure {
        return api.stream("/stream" + Api.query(query));
    }

    @Override
    public void close() {
        // Every exchange has closed what it opened.
    }

    private Listed listed(String path, Filters filters) throws CommandFailure {
        Map<String, String> all = new TreeMap<>(filters.values());
        all.put("limit", Integer.toString(filters.limit()));
        filters.after().ifPresent(cursor -> all.put("after", cursor));
        Doc page = api.get(path + Api.query(all));
        return new Listed(page.docs("items"), page.text("next"));
    }
}
