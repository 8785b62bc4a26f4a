package io.hooklatch.recipe;

import io.hooklatch.message.Element;
import io.hooklatch.message.Request;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a form in a body: {@code multipart/form-data} where the request says so, else URL-encoded. */
final class FormBody {
    private static final String MULTIPART = "multipart/form-data";
    private static final String BOUNDARY = "boundary=";
    /** RFC 2046, section 5.1.1. */
    private static final int MAX_BOUNDARY = 70;

    private FormBody() {}

    /** The value of the first field with this name; null without one. */
    static @Nullable String first(Request request, String name) {
        Optional<String> boundary = boundary(request);
        return boundary.isPresent()
                ? Multipart.first(request.body(), boundary.get(), name)
                : FormText.first(request.body(), name);
    }

    /**
     * The value of a field where it stands in the body.
     *
     * @param coding how it is written there
     */
    record Value(Span at, Element.Coding coding) {}

    /** Where the value of the first field with this name stands. */
    static Optional<Value> place(Request request, String name) {
        Optional<String> boundary = boundary(request);
        return boundary.isPresent()
                ? Optional.ofNullable(Multipart.place(request.body(), boundary.get(), name))
                        .map(at -> new Value(at, Element.Coding.PLAIN))
                : Optional.ofNullable(FormText.place(request.body(), name))
                        .map(at -> new Value(at, Element.Coding.FORM));
    }

    /** What separates the parts of a multipart form; absent when the body is none. */
    static Optional<String> boundary(Request request) {
        String type = request.headers().first("content-type").orElse("");
        if (!type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())) {
            return Optional.empty();
        }
        int at = type.toLowerCase(Locale.ROOT).indexOf(BOUNDARY);
        String rest = at < 0 ? "" : type.substring(at + BOUNDARY.length()).strip();
        boolean quoted = rest.startsWith("\"");
        int end = rest.indexOf(quoted ? '"' : ';', 1);
        String boundary =
                rest.substring(quoted ? 1 : 0, end < 0 ? rest.length() : end).strip();
        return boundary.isEmpty() || boundary.length() > MAX_BOUNDARY ? Optional.empty() : Optional.of(boundary);
    }
}
