package io.hooklatch.gateway.admin.api;

import io.hooklatch.gateway.access.AccessSettings;
import io.hooklatch.gateway.access.Caller;
import io.hooklatch.gateway.access.Gate;
import io.hooklatch.gateway.access.Knock;
import io.hooklatch.gateway.admin.api.call.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets requests in, or says why not. Immutable. */
final class Doorway {
    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final Gate gate;

    Doorway(AccessSettings settings) {
        this.gate = new Gate(settings);
    }

    /** What came of it. */
    sealed interface Result {
        record Inside(Caller caller) implements Result {}

        record Kept(Problem problem) implements Result {}
    }

    Result enter(HttpServerRequest request) {
        Gate.Answer answer = gate.answer(new Knock(
                remoteAddress(request),
                loopback(request),
                OF_PROXIES.stream().anyMatch(header -> request.getHeader(header) != null),
                Optional.ofNullable(request.getHeader("Authorization"))));
        if (answer instanceof Gate.Answer.Entered entered) {
            return new Result.Inside(entered.caller());
        }
        return new Result.Kept(Problem.of(401, "no-key", "A key is needed", ((Gate.Answer.Refused) answer).why()));
    }

    /**
     * What a browser says when a page of somewhere else asks: no such page may, whether it could read the answer or not.
     * https://www.w3.org/TR/fetch-metadata/ and https://www.rfc-editor.org/rfc/rfc6454#section-7
     */
    static Optional<Problem> foreign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        String site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
        boolean elsewhere = origin != null
                && !origin.equalsIgnoreCase("http://" + host)
                && !origin.equalsIgnoreCase("https://" + host);
        return elsewhere || !(site.equals("none") || site.equals("same-origin"))
                ? Optional.of(Problem.of(
                        403, "origin", "Pages of other origins may not ask", "this came from a page of somewhere else"))
                : Optional.empty();
    }

    /** Whether its body says that it is JSON, as no form of a page can. */
    static boolean isJson(HttpServerRequest request) {
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    static String remoteAddress(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .flatMap(address -> Optional.ofNullable(address.hostAddress()))
                .orElse("unknown");
    }

    private static boolean loopback(HttpServerRequest request) {
        String address = remoteAddress(request);
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
