package io.hooklatch.jdbc.row;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names that headers of webhooks usually have, each with a number under which it is stored. A name counts in two spellings:
 * as HTTP/2 and newer servers write it ({@code content-type}), and as HTTP/1.1 clients do ({@code Content-Type}).
 */
final class HeaderNames {
    /** Numbers are positions in this list and are stored: add at the end, never move or remove. */
    private static final List<String> NAMES = List.of(
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "accept-language",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "cache-control",
            "date",
            "authorization",
            "cookie",
            "origin",
            "referer",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-real-ip",
            "x-request-id",
            "x-correlation-id",
            "traceparent",
            "tracestate",
            "baggage",
            "x-amzn-trace-id",
            "x-cloud-trace-context",
            "cf-connecting-ip",
            "cf-ipcountry",
            "cf-ray",
            "cf-visitor",
            "cdn-loop",
            "x-signature",
            "x-timestamp",
            "x-webhook-id",
            "x-webhook-signature",
            "x-webhook-timestamp",
            "x-event-id",
            "x-event-type",
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp",
            "svix-id",
            "svix-signature",
            "svix-timestamp",
            "stripe-signature",
            "x-github-delivery",
            "x-github-event",
            "x-github-hook-id",
            "x-github-hook-installation-target-id",
            "x-github-hook-installation-target-type",
            "x-hub-signature",
            "x-hub-signature-256",
            "x-gitlab-event",
            "x-gitlab-event-uuid",
            "x-gitlab-instance",
            "x-gitlab-token",
            "x-gitlab-webhook-uuid",
            "x-shopify-api-version",
            "x-shopify-hmac-sha256",
            "x-shopify-shop-domain",
            "x-shopify-topic",
            "x-shopify-webhook-id",
            "x-slack-request-timestamp",
            "x-slack-signature",
            "x-twilio-signature",
            "i-twilio-idempotency-token",
            "paypal-auth-algo",
            "paypal-cert-url",
            "paypal-transmission-id",
            "paypal-transmission-sig",
            "paypal-transmission-time",
            "x-knock-signature",
            "x-square-hmacsha256-signature",
            "linear-delivery",
            "linear-event",
            "linear-signature",
            "x-zm-request-timestamp",
            "x-zm-signature");

    private static final Map<String, Integer> NUMBERS = numbers();

    private HeaderNames() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 2 * NAMES.size(); i++) {
            numbers.put(name(i), i);
        }
        return numbers;
    }

    /** The number of this very spelling, or -1. */
    static int number(String name) {
        return NUMBERS.getOrDefault(name, -1);
    }

    /**
     * The name with this number.
     *
     * @throws IllegalArgumentException when there is none, as after a step back to an older program
     */
    static String name(int number) {
        if (number < 0 || number >= 2 * NAMES.size()) {
            throw new IllegalArgumentException("header name number " + number + " is not known to this program");
        }
        String name = NAMES.get(number / 2);
        return number % 2 == 0 ? name : capitals(name);
    }

    private static String capitals(String name) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i - 1) == '-') {
                text.setCharAt(
                        i, name.substring(i, i + 1).toUpperCase(Locale.ROOT).charAt(0));
            }
        }
        return text.toString();
    }
}
