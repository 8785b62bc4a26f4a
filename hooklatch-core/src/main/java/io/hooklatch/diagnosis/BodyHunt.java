package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Diagnosis;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Another body under the same signature, least change first. */
final class BodyHunt implements Hunt {
    /**
     * One body that may have been sent.
     *
     * @param words how it differs from the one that arrived, after "the body"
     */
    record Candidate(Cause cause, byte[] bytes, String words) {}

    /** Makes candidates one by one, so that only one is in memory. */
    interface Source {
        Iterator<Candidate> of(byte[] body, Purse purse);
    }

    private static final List<Source> SOURCES = List.of(
            new Edges(), new Wrappings(), new Inflating(), new Charsets(), new JsonLayouts(), new FormLayouts());

    @Override
    public Optional<Diagnosis> in(Search search) {
        if (!search.shape.signsBody()) {
            return Optional.empty();
        }
        byte[] body = search.request.body();
        for (Source source : SOURCES) {
            search.purse.work(body.length);
            Iterator<Candidate> candidates = source.of(body, search.purse);
            while (candidates.hasNext()) {
                Candidate candidate = candidates.next();
                search.purse.work(candidate.bytes().length);
                if (search.fits(search.request.withBody(candidate.bytes()))) {
                    return Optional.of(Diagnosis.proved(
                            candidate.cause(),
                            "The signature fits the body " + candidate.words() + ".",
                            fix(candidate.cause())));
                }
            }
        }
        return Optional.empty();
    }

    private static String fix(Cause cause) {
        String bytes = "Verify the exact bytes that were received";
        return switch (cause) {
            case TRAILING_NEWLINE -> bytes + ": something on the way adds or trims white space at the end of the body.";
            case LINE_ENDINGS -> bytes + ": something on the way treats the body as a text file.";
            case EMPTY_BODY -> "The sender signs an empty body: correct what it signs.";
            case BODY_WRAPPED ->
                bytes + ": undo the wrapping first, as with the base64 of a function gateway's events.";
            case BODY_COMPRESSED ->
                "Take compression away between the sender and here, or have the sender sign the bytes it sends.";
            case CHARSET_CHANGED -> bytes + ", not a text that was decoded and encoded again.";
            case FORM_REBUILT -> bytes + " of the form, before a framework parses it.";
            default -> bytes + ", before a JSON parser or a middleware writes the body anew.";
        };
    }
}
