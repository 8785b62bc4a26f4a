package io.hooklatch.gateway.config;

import io.hooklatch.gateway.destination.HttpSettings;
import io.hooklatch.gateway.destination.OwnSignature;
import io.hooklatch.gateway.net.AddressRule;
import io.hooklatch.gateway.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a destination of type http. */
final class HttpReader {
    private static final Kind<Duration> TIME = Kinds.duration(Duration.ofMillis(100), Duration.ofMinutes(15));

    private final Section section;
    private final int concurrency;

    HttpReader(Section section, int concurrency) {
        this.section = section;
        this.concurrency = concurrency;
    }

    Optional<HttpSettings> read() {
        Optional<Value> url = section.required("url", "url: https://HOST/PATH");
        OwnSignature signature = signature();
        Map<String, Secret> headers = headers();
        HttpSettings usual = HttpSettings.to(URI.create("https://unset.invalid"));
        Duration timeout = section.get("timeout", TIME, usual.timeout());
        Duration connectTimeout = section.get("connect_timeout", TIME, usual.connectTimeout());
        boolean allowPrivate = section.get("allow_private", Kinds.BOOLEAN, usual.allowPrivate());
        Set<Integer> giveUpOn = giveUpOn(usual);
        Duration maxRetryAfter =
                section.get("max_retry_after", Kinds.duration(Kinds.SECOND, Kinds.DAY), usual.maxRetryAfter());
        long maxResponse = section.get("max_response", Kinds.size(0, 64 << 20), (long) usual.maxResponse());
        return url.flatMap(value -> address(value, allowPrivate))
                .map(address -> new HttpSettings(
                        address,
                        signature,
                        headers,
                        timeout,
                        connectTimeout,
                        allowPrivate,
                        giveUpOn,
                        maxRetryAfter,
                        (int) maxResponse,
                        concurrency));
    }

    private Optional<URI> address(Value value, boolean allowPrivate) {
        Optional<URI> url = value.asUnquoted(Kinds::url);
        url.ifPresent(address -> {
            refusal(address.getHost(), allowPrivate).ifPresent(value::wrong);
            if (address.getScheme().equals("http") && !allowPrivate) {
                value.doubtful("http is not encrypted: use https");
            }
        });
        return url;
    }

    /** For a host that is an address already or means this machine; names are resolved when something is sent. */
    private static Optional<String> refusal(String host, boolean allowPrivate) {
        String local = host.equals("localhost") || host.endsWith(".localhost") ? "127.0.0.1" : host;
        if (!local.matches("\\[.*]|[0-9.]+")) {
            return Optional.empty();
        }
        try {
            return new AddressRule(allowPrivate).refusal(InetAddress.getByName(local));
        } catch (UnknownHostException e) {
            return Optional.of("the host is no valid address");
        }
    }

    private OwnSignature signature() {
        OwnSignature signature = OwnSignature.none();
        for (Value value : section.list("secrets")) {
            Optional<Secret> secret = value.secret();
            if (secret.isPresent()) {
                try {
                    signature = signature.and(secret.get());
                } catch (IllegalArgumentException e) {
                    value.wrong(e.getMessage() + "; make one with: echo \"whsec_$(openssl rand -base64 32)\"");
                }
            }
        }
        if (section.get("secrets").isEmpty()) {
            section.doubtful("without secrets its requests are not signed");
        }
        return signature;
    }

    private Map<String, Secret> headers() {
        Map<String, Secret> headers = new LinkedHashMap<>();
        Section section = this.section.section("headers");
        section.entries().forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")) {
                section.wrong(name, "is no header name");
            } else if (HttpSettings.reserved(name)) {
                section.wrong(name, "is set by the gateway or the connection: choose another name");
            } else {
                value.secret().ifPresent(text -> {
                    if (text.reveal().matches("[\\t\\x20-\\x7e]*")) {
                        headers.put(name, text);
                    } else {
                        value.wrong("the value holds a character that headers must not: only ASCII without line ends");
                    }
                });
            }
        });
        return headers;
    }

    private Set<Integer> giveUpOn(HttpSettings usual) {
        if (section.get("give_up_on").isEmpty()) {
            return usual.giveUpOn();
        }
        Set<Integer> statuses = new LinkedHashSet<>();
        section.list("give_up_on")
                .forEach(value -> value.as(Kinds.integer(300, 599)).ifPresent(statuses::add));
        return statuses;
    }
}
