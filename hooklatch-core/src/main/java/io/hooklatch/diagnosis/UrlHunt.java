package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Another public URL, path or method than the one that is configured or that arrived. */
final class UrlHunt implements Hunt {
    private static final List<String> METHODS = List.of("POST", "GET", "PUT", "PATCH", "DELETE");

    @Override
    public Optional<Diagnosis> in(Search search) {
        if (search.shape.signsUrl()) {
            return url(search).or(() -> method(search));
        }
        if (search.shape.signsPath()) {
            return path(search).or(() -> method(search));
        }
        return search.shape.signsMethod() ? method(search) : Optional.empty();
    }

    private static Optional<Diagnosis> url(Search search) {
        String configured = search.here.options().getOrDefault("url", "");
        for (PublicUrls.Candidate candidate : PublicUrls.of(search.request, configured)) {
            Map<String, String> options = new TreeMap<>(search.here.options());
            options.put("url", candidate.url());
            Request request = search.request.withTarget(candidate.target());
            if (search.ring(search.proof, Search.keys(search.here.secrets(), secret -> candidate), options)
                    .fits(request, search.refusal.receivedAt())) {
                boolean query = !request.query().equals(search.request.query());
                return Optional.of(Diagnosis.proved(
                        Cause.PUBLIC_URL,
                        "The signature fits the URL " + shown(candidate.url())
                                + (query ? " with the query " + changed(request, search.request) : "")
                                + (configured.isEmpty() ? "." : "; configured is " + shown(configured) + "."),
                        query
                                ? "Let the proxy in front pass the query on unchanged, and set the option url to "
                                        + shown(candidate.url()) + "."
                                : "Set the option url to " + shown(candidate.url()) + "."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> path(Search search) {
        for (String target : PublicUrls.targets(search.request)) {
            Request request = search.request.withTarget(target);
            if (search.fits(request)) {
                return Optional.of(Diagnosis.proved(
                        Cause.PUBLIC_URL,
                        "The signature fits the path " + request.path() + "; the request arrived at "
                                + search.request.path() + ".",
                        "Let the proxy in front pass the path on unchanged."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Diagnosis> method(Search search) {
        for (String method : METHODS) {
            Request request = search.request;
            Request other =
                    new Request(method, request.target(), request.headers(), request.body(), request.remoteAddress());
            Map<String, String> options = new TreeMap<>(search.here.options());
            options.put("method", method);
            if (search.shape.signsMethod()
                    && search.ring(search.proof, Search.keys(search.here.secrets(), secret -> method), options)
                            .fits(other, search.refusal.receivedAt())) {
                return Optional.of(Diagnosis.proved(
                        Cause.METHOD_CHANGED,
                        "The signature is that of a " + method + "; here it is judged as a "
                                + search.here.options().getOrDefault("method", request.method()) + ".",
                        "Set the option method to what the sender signs, or let the proxy keep the method."));
            }
        }
        return Optional.empty();
    }

    /** The URL without the values of its query, which may be credentials. */
    private static String shown(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? url : url.substring(0, mark) + "?" + Queries.names(url.substring(mark + 1));
    }

    private static String changed(Request signed, Request arrived) {
        if (signed.query().isEmpty()) {
            return "left out";
        }
        return arrived.query().isEmpty() ? "added" : "in the order " + Queries.names(signed.query());
    }
}
