package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Event;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header lines of a forwarded event: the original's in their order, as far as they are end-to-end and readable, then
 * the destination's own, then ours.
 *
 * <p>{@code webhook-*} and {@code hooklatch-*} are ours alone. The original's lines of such names are kept with {@code
 * original-} before the name, so that neither a provider that speaks Standard Webhooks nor a forger can be taken for us;
 * a name that has the prefix already gets another one, so that no two names become one.
 */
final class ForwardedHeaders {
    /** Names that belong to one connection or to the framing of one message (RFC 9110 sections 7.6.1, 8.6, 10.1.1). */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Digests of the whole body (RFC 9530 and what was before it), which an element of it does not have. */
    private static final Set<String> OF_WHOLE_BODY = Set.of("content-digest", "content-md5", "digest", "repr-digest");

    private static final String TYPE = "content-type";
    private static final String ORIGINAL = "original-";

    private ForwardedHeaders() {}

    /** Whether a destination's configuration may not set this header, since it is ours or the connection's. */
    static boolean reserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NOT_FORWARDED.contains(lower) || ours(lower);
    }

    static Headers of(Event event, HttpSettings settings, long nowMillis) {
        List<Header> lines = new ArrayList<>();
        Set<String> omitted = new HashSet<>(NOT_FORWARDED);
        event.element().ifPresent(element -> omitted.addAll(OF_WHOLE_BODY));
        for (String value : event.request().headers().all("connection")) {
            for (String option : value.split(",", -1)) {
                omitted.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        settings.headers().keySet().forEach(name -> omitted.add(name.toLowerCase(Locale.ROOT)));
        if (event.element().isPresent() && isForm(event.request().headers()) && omitted.add(TYPE)) {
            lines.add(new Header(TYPE, "application/json"));
        }
        for (Header line : event.request().headers()) {
            if (!omitted.contains(line.name().toLowerCase(Locale.ROOT)) && !line.masked()) {
                lines.add(new Header(forwardedName(line.name()), line.value()));
            }
        }
        for (Map.Entry<String, Secret> own : settings.headers().entrySet()) {
            lines.add(new Header(own.getKey(), own.getValue().reveal()));
        }
        ids(lines, event);
        lines.addAll(settings.signature().of(event, nowMillis));
        return Headers.of(lines);
    }

    private static boolean isForm(Headers headers) {
        String type = headers.first(TYPE).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data");
    }

    private static void ids(List<Header> lines, Event event) {
        lines.add(new Header("hooklatch-endpoint", event.endpoint()));
        lines.add(new Header("hooklatch-event-id", event.id().toString()));
        lines.add(new Header("hooklatch-delivery-id", event.deliveryId().toString()));
        event.element()
                .ifPresent(element -> lines.add(new Header("hooklatch-element", Integer.toString(element.index()))));
        lines.add(new Header("hooklatch-dispatch-id", event.dispatchId().toString()));
        lines.add(new Header("hooklatch-attempt", Integer.toString(event.attempt())));
        lines.add(new Header("hooklatch-verdict", event.verdict().kind().name()));
        event.type().ifPresent(type -> lines.add(new Header("hooklatch-event-type", HeaderText.encode(type))));
        event.names()
                .eventId()
                .ifPresent(id -> lines.add(new Header("hooklatch-provider-event-id", HeaderText.encode(id))));
    }

    private static String forwardedName(String name) {
        String bare = name.toLowerCase(Locale.ROOT);
        while (bare.startsWith(ORIGINAL)) {
            bare = bare.substring(ORIGINAL.length());
        }
        return ours(bare) ? ORIGINAL + name : name;
    }

    private static boolean ours(String lowerCaseName) {
        return lowerCaseName.startsWith("webhook-") || lowerCaseName.startsWith("hooklatch-");
    }
}
