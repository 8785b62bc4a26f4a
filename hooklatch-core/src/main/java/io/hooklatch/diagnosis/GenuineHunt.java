package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.recipe.RecipeShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Requests whose proof fits as it is: something else than the proof was refused. */
final class GenuineHunt implements Hunt {
    @Override
    public Optional<Diagnosis> in(Search search) {
        Reason reason = search.refusal.verdict().reason().orElse(Reason.VERIFIER_FAILED);
        if (search.fits(search.request)) {
            return switch (reason) {
                case TIMESTAMP_OUTSIDE_TOLERANCE, MALFORMED_TIMESTAMP -> time(search);
                case MISSING_DELIVERY_ID -> Optional.of(idMissing(search));
                default -> Optional.empty();
            };
        }
        Headers once = once(search.request.headers());
        if (once.size() < search.request.headers().size() && search.fits(search.request.withHeaders(once))) {
            return Optional.of(Diagnosis.proved(
                    Cause.HEADER_REPEATED,
                    "The signature fits once repeated header lines are joined into one.",
                    "Find out what between the sender and here adds headers a second time, and let it replace them."));
        }
        return Optional.empty();
    }

    /** The lines without those that repeat an earlier one exactly. */
    private static Headers once(Headers headers) {
        Set<String> seen = new LinkedHashSet<>();
        List<Header> lines = new ArrayList<>();
        for (Header line : headers) {
            if (seen.add(line.name().toLowerCase(Locale.ROOT) + ":" + line.value())) {
                lines.add(line);
            }
        }
        return Headers.of(lines);
    }

    private static Optional<Diagnosis> time(Search search) {
        return RecipeShape.timestamp(search.proof, search.request, Times.options(search))
                .flatMap(text -> Times.explain(text, search.shape.unit(), search.refusal.receivedAt()));
    }

    private static Diagnosis idMissing(Search search) {
        return new Diagnosis(
                Cause.HEADER_STRIPPED,
                Confidence.MEDIUM,
                "The signature fits; only this is wrong: "
                        + search.refusal.verdict().detail() + ".",
                "Let the proxy in front pass on every header of the sender, or check that this provider is the sender.");
    }
}
