package io.hooklatch.recipe;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads all that a signature scheme needs from a request: signatures, required ids, time and signed values, in this
 * order, so that a refusal names the first thing that is wrong. Immutable.
 */
final class RequestReader {
    private final SignatureScheme scheme;
    private final List<From> in;
    private final SignatureText text;
    private final Values values;
    private final boolean readsValues;
    private final Optional<TimestampRule> time;
    private final Freshness freshness;
    private final SignedParts parts;
    private final int labels;
    private final PublicUrl url;
    private final boolean signsUrl;
    private final String missingSignature;
    private final String missingTime;

    RequestReader(Recipe recipe, SignatureScheme scheme, Options options) {
        this.scheme = scheme;
        this.in = options.header(recipe.name(), scheme.in());
        this.text = new SignatureText(
                scheme.format(),
                scheme.timestamp(),
                scheme.labels(),
                scheme.algorithm().signatureBytes());
        this.time = scheme.timestamp();
        this.freshness = new Freshness(
                time.map(TimestampRule::unit).orElse(TimestampUnit.SECONDS),
                options.tolerance(time.map(TimestampRule::toleranceSeconds).orElse(0L)));
        List<From> read = new ArrayList<>(in);
        time.ifPresent(rule -> read.addAll(rule.from()));
        read.addAll(scheme.requires());
        scheme.parts().forEach(part -> read.addAll(part.places()));
        read.removeIf(place -> place.kind() == From.Kind.HEADER);
        this.values = new Values(read);
        this.readsValues = !read.isEmpty();
        List<String> labels = scheme.labels();
        this.labels = labels.size();
        this.url = options.publicUrl();
        this.signsUrl = scheme.signsUrl();
        this.parts = new SignedParts(recipe, scheme, values, options, labels);
        this.missingSignature = missing("signature", in.get(0));
        this.missingTime = time.filter(rule -> rule.place() == TimestampRule.Place.VALUE)
                .map(rule -> missing("timestamp", rule.from().get(0)))
                .orElse("missing timestamp: no "
                        + time.map(TimestampRule::label).orElse("") + " beside the signature");
    }

    /** What a reading works with. */
    Scratch scratch(Candidates candidates, List<Proof> proofs) {
        return new Scratch(candidates, proofs, parts.slots(), labels);
    }

    SignedParts parts() {
        return parts;
    }

    List<From> in() {
        return in;
    }

    /** Whether all is there, well-formed and fresh; else the reason is noted. */
    boolean read(Request request, long nowMillis, Scratch scratch) {
        return locate(request, scratch)
                && (time.isEmpty() || freshness.check(scratch, nowMillis))
                && found(request, scratch);
    }

    /** As {@link #read} without a look at the clock. */
    boolean readAtAnyTime(Request request, Scratch scratch) {
        return locate(request, scratch) && found(request, scratch);
    }

    /**
     * Whether a request that is yet to be signed has every value to sign; a time that was set stays.
     *
     * @param carrier the text that will carry the signature, for the labels in it
     */
    boolean readUnsigned(Request request, String carrier, Scratch scratch) {
        scratch.values = values.read(request);
        if (labels > 0) {
            text.read(carrier, scratch);
        }
        return time(request, scratch) && found(request, scratch);
    }

    private boolean found(Request request, Scratch scratch) {
        if (signsUrl) {
            scratch.url = url.of(request);
        }
        return parts.find(request, scratch);
    }

    /** The headers with ids that a request must have: those required and those signed. */
    List<From> idHeaders() {
        List<From> ids = new ArrayList<>(scheme.requires());
        ids.addAll(parts.ids());
        ids.removeIf(place -> place.kind() != From.Kind.HEADER);
        return ids;
    }

    private boolean locate(Request request, Scratch scratch) {
        if (readsValues) {
            scratch.values = values.read(request);
        }
        return signatures(request, scratch) && required(request, scratch) && time(request, scratch);
    }

    private boolean signatures(Request request, Scratch scratch) {
        boolean present = false;
        for (int i = 0; i < in.size(); i++) {
            From place = in.get(i);
            if (place.kind() == From.Kind.HEADER) {
                Headers headers = request.headers();
                int line = HeaderLines.next(headers, place.name(), 0);
                present |= line >= 0;
                while (line >= 0) {
                    if (!text.readCut(headers.list().get(line).value(), scratch)) {
                        return false;
                    }
                    line = HeaderLines.next(headers, place.name(), line + 1);
                    if (line >= 0 && !scheme.format().repeats()) {
                        return scratch.refuse(
                                Reason.MALFORMED_SIGNATURE,
                                "malformed signature: header " + place.name() + " is repeated");
                    }
                }
            } else {
                String value = scratch.values[values.slot(place)];
                present |= value != null;
                if (value != null && !text.readCut(value, scratch)) {
                    return false;
                }
            }
        }
        return present ? text.any(scratch) : scratch.refuse(Reason.MISSING_SIGNATURE, missingSignature);
    }

    private boolean required(Request request, Scratch scratch) {
        for (From place : scheme.requires()) {
            boolean header = place.kind() == From.Kind.HEADER;
            String value =
                    header ? request.headers().first(place.name()).orElse("") : scratch.values[values.slot(place)];
            if (value == null || value.isEmpty()) {
                return scratch.refuse(Reason.MISSING_DELIVERY_ID, missing("delivery", place));
            }
        }
        return true;
    }

    private boolean time(Request request, Scratch scratch) {
        if (time.isEmpty()) {
            return true;
        }
        for (From place : time.get().from()) {
            String value;
            if (place.kind() == From.Kind.HEADER) {
                int line = HeaderLines.next(request.headers(), place.name(), 0);
                if (line >= 0 && HeaderLines.next(request.headers(), place.name(), line + 1) >= 0) {
                    return scratch.refuse(
                            Reason.MALFORMED_TIMESTAMP, "malformed timestamp: header " + place.name() + " is repeated");
                }
                value = line < 0 ? null : request.headers().list().get(line).value();
            } else {
                value = scratch.values[values.slot(place)];
            }
            if (value != null) {
                String piece = time.get().cut().of(value);
                scratch.time(piece == null ? "" : piece, 0, piece == null ? 0 : piece.length());
                break;
            }
        }
        return scratch.hasTime() || scratch.refuse(Reason.MISSING_TIMESTAMP, missingTime);
    }

    private static String missing(String what, From place) {
        return "missing " + what + (place.kind() == From.Kind.HEADER ? " header: " + place.name() : ": " + place);
    }
}
