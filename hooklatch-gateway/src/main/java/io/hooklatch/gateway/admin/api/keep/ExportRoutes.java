package io.hooklatch.gateway.admin.api.keep;

import io.hooklatch.Hooklatch;
import io.hooklatch.export.Disclosure;
import io.hooklatch.export.Export;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.admin.api.call.Answer;
import io.hooklatch.gateway.admin.api.call.Call;
import io.hooklatch.gateway.admin.api.call.Fields;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.gateway.admin.api.call.Route;
import io.hooklatch.gateway.admin.api.call.Stage;
import io.hooklatch.gateway.admin.api.read.Filters;
import io.hooklatch.gateway.render.Masking;
import io.hooklatch.message.Action;
import io.hooklatch.message.Header;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.operate.Upkeep;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.NewOperation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Deliveries and events as downloads. */
public final class ExportRoutes {
    private static final int MOST = 2;
    private static final int PAGE = 100;

    private final Hooklatch inbox;
    private final Semaphore free = new Semaphore(MOST);

    /** Of this inbox. */
    public ExportRoutes(Hooklatch inbox) {
        this.inbox = inbox;
    }

    /** What can be asked here. */
    public List<Route> routes() {
        return List.of(
                Route.get("/export/deliveries", Role.VIEWER, this::deliveries),
                Route.get("/export/events", Role.VIEWER, this::events));
    }

    private Answer deliveries(Call call) {
        DeliveryQuery query = Filters.deliveries(call.query()).limit(PAGE);
        return download(call, "deliveries", (export, out) -> export.deliveries(query, out));
    }

    private Answer events(Call call) {
        EventQuery query = Filters.events(call.query()).limit(PAGE);
        return download(call, "events", (export, out) -> export.events(query, out));
    }

    private interface Lines {
        long write(Export export, OutputStream out) throws IOException;
    }

    private Answer download(Call call, String what, Lines lines) {
        Fields fields = call.query();
        String why = fields.as("why", ExportRoutes::why).orElse(Upkeep.UNSAID);
        fields.end();
        String conditions = fields.others("why");
        if (!free.tryAcquire()) {
            throw Problem.of(
                            429,
                            "too-many",
                            "Too many exports",
                            MOST + " exports run already: try again when one has ended")
                    .thrown();
        }
        boolean begun = false;
        try {
            AuditEntry entry = Stage.done(inbox.upkeep()
                    .begin(Action.EXPORT, call.actor(), why, conditions.isEmpty() ? what : what + " " + conditions));
            begun = true;
            return new Answer.Download(
                    "application/jsonl",
                    Map.of("Content-Disposition", "attachment; filename=\"" + what + ".jsonl\""),
                    out -> write(entry, call.role(), lines, out));
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    private void write(AuditEntry entry, Role role, Lines lines, OutputStream out) throws IOException {
        try {
            Export export = new Export(inbox.reader(), shown(role), () -> count(entry));
            inbox.upkeep().run(entry, running -> lines.write(export, out) + " lines");
        } finally {
            free.release();
        }
    }

    private static void count(AuditEntry entry) {
        entry.changed(1);
        if (!entry.running()) {
            throw new IllegalStateException("somebody ended it in the audit");
        }
    }

    private static String why(String text) {
        if (text.isBlank() || text.length() > NewOperation.MAX_REASON) {
            throw new IllegalArgumentException(
                    "has " + text.length() + " characters: say why in 1 to " + NewOperation.MAX_REASON);
        }
        return text;
    }

    private static Disclosure shown(Role role) {
        if (role.covers(Role.OPERATOR)) {
            return Disclosure.EVERYTHING;
        }
        return new Disclosure() {
            @Override
            public boolean bodies() {
                return false;
            }

            @Override
            public String value(Header header) {
                return Masking.value(header, role);
            }

            @Override
            public String target(String target) {
                return Masking.target(target, role);
            }
        };
    }
}
