package io.hooklatch.bench.spring;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import io.hooklatch.bench.load.StripeTraffic;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Verifies, stores with one insert, answers; a second copy of an event changes nothing. */
@RestController
public class WebhookController {
    private final JdbcTemplate database;

    public WebhookController(JdbcTemplate database) {
        this.database = database;
        database.execute("CREATE TABLE IF NOT EXISTS webhook_event"
                + " (id TEXT PRIMARY KEY, type TEXT NOT NULL, payload TEXT NOT NULL, received_at INTEGER NOT NULL)");
    }

    @PostMapping(StripeTraffic.PATH)
    public ResponseEntity<Void> receive(
            @RequestBody String payload, @RequestHeader("Stripe-Signature") String signature) {
        Event event;
        try {
            event = Webhook.constructEvent(payload, signature, StripeTraffic.SECRET);
        } catch (SignatureVerificationException e) {
            return ResponseEntity.status(400).build();
        }
        database.update(
                "INSERT INTO webhook_event (id, type, payload, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                event.getId(),
                event.getType(),
                payload,
                System.currentTimeMillis());
        return ResponseEntity.ok().build();
    }
}
